/**
 * Sparse masked reconstruction, SparK in 3D (S3D): hidden voxels stay out of every convolution and
 * norm.
 *
 * <p>Nobody comes in: the registry finds the method.
 */
package org.voxelbench.methods.spark3d;
