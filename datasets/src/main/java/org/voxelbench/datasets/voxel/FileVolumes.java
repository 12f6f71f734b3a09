package org.voxelbench.datasets.voxel;

/**
 * Volumes whose values lie in one file or several as the header says.
 *
 * @param header what the header says of them
 * @param data where their values lie
 */
public record FileVolumes(VolumeHeader header, VoxelData data) implements StoredVolumes {

  @Override
  public int room(int cell) {
    return data.room(cell);
  }

  @Override
  public void stream(int volume, VoxelSink sink) {
    data.stream(volume, sink);
  }
}
