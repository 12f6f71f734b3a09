/**
 * nnU-Net's data augmentation, on the CPU, reproducible from a random stream.
 *
 * <p>The loaders and methods, for their views, may come in.
 */
package org.voxelbench.training.augment;
