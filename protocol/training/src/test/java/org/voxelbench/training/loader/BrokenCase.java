package org.voxelbench.training.loader;

import org.voxelbench.base.BadInputException;
import org.voxelbench.preparation.cache.ClassLocations;
import org.voxelbench.preparation.cache.PreparedCase;

/** A case whose image can't be read. */
record BrokenCase(PreparedCase whole) implements PreparedCase {

  @Override
  public String id() {
    return whole.id();
  }

  @Override
  public int channels() {
    return whole.channels();
  }

  @Override
  public int[] shape() {
    return whole.shape();
  }

  @Override
  public void readImage(int[] lower, int[] size, float[] out) {
    throw new BadInputException("chunk 3 is damaged");
  }

  @Override
  public void readSegmentation(int[] lower, int[] size, short[] out) {
    whole.readSegmentation(lower, size, out);
  }

  @Override
  public ClassLocations classLocations() {
    return whole.classLocations();
  }
}
