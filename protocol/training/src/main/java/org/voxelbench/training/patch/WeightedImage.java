package org.voxelbench.training.patch;

/**
 * One patch of an image with what each voxel counts in a loss.
 *
 * @param image {@code [C, D, H, W]} in C order
 * @param weights {@code [D, H, W]} in C order: 0 where a mask marks the voxel, 1 elsewhere and
 *     outside the image
 */
public record WeightedImage(float[] image, float[] weights) {}
