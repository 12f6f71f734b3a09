package org.voxelbench.datasets.voxel;

/** Takes voxels as they come. */
public interface VoxelSink {

  /** Takes the first {@code count} values. */
  void accept(double[] values, int count);
}
