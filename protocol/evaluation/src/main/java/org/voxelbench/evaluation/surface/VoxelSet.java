package org.voxelbench.evaluation.surface;

/** A set of voxels of a volume. */
@FunctionalInterface
public interface VoxelSet {

  /** Whether the set holds the voxel at an index in C order of {@code [D, H, W]}. */
  boolean contains(int voxel);
}
