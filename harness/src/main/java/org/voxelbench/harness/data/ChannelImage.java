package org.voxelbench.harness.data;

import org.voxelbench.preparation.cache.ClassLocations;
import org.voxelbench.preparation.cache.PreparedCase;

/**
 * One channel of a case as an image of its own.
 *
 * @param whole the case
 * @param channel its channel
 */
record ChannelImage(PreparedCase whole, int channel) implements PreparedCase {

  /** As nnU-Net names the file of a channel. */
  @Override
  public String id() {
    return "%s_%04d".formatted(whole.id(), channel);
  }

  @Override
  public int channels() {
    return 1;
  }

  @Override
  public int[] shape() {
    return whole.shape();
  }

  @Override
  public void readImage(int[] lower, int[] size, float[] out) {
    int voxels = size[0] * size[1] * size[2];
    float[] all = new float[Math.multiplyExact(whole.channels(), voxels)];
    whole.readImage(lower, size, all);
    System.arraycopy(all, channel * voxels, out, 0, voxels);
  }

  @Override
  public void readSegmentation(int[] lower, int[] size, short[] out) {
    whole.readSegmentation(lower, size, out);
  }

  @Override
  public boolean marked() {
    return whole.marked();
  }

  @Override
  public void readMarks(int[] lower, int[] size, short[] out) {
    whole.readMarks(lower, size, out);
  }

  @Override
  public ClassLocations classLocations() {
    return whole.classLocations();
  }
}
