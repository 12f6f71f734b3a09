package org.voxelbench.training.network;

/**
 * A network's learnt embedding of places.
 *
 * @param name the weight's name; its shape is {@code [1, registers + D H W, width]}
 * @param registers tokens without a place, which come first
 * @param cell edge in voxels of the cube that one place stands for
 * @param grid places along each axis, {@code [D, H, W]}
 */
public record PositionEmbedding(String name, int registers, int cell, int[] grid) {}
