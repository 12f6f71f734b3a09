/**
 * Voxels as files hold them: types, byte orders, compression, the arrays they become, and what they
 * are written as. The packages of file formats come in.
 */
package org.voxelbench.datasets.voxel;
