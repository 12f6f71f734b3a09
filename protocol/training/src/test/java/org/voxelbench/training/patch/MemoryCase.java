package org.voxelbench.training.patch;

import java.util.List;
import java.util.Map;
import org.voxelbench.preparation.cache.ClassLocations;
import org.voxelbench.preparation.cache.PreparedCase;

/**
 * A prepared case held in memory, which checks that the arrays it fills have the size asked for.
 */
public final class MemoryCase implements PreparedCase {

  /** The value of a voxel. */
  @FunctionalInterface
  public interface Voxel {
    double at(int channel, int d, int h, int w);
  }

  private final String id;
  private final int channels;
  private final int[] shape;
  private final float[] image;
  private final short[] labels;
  private final ClassLocations locations;
  private long voxelsRead;

  public MemoryCase(
      String id,
      int channels,
      int[] shape,
      Voxel image,
      Voxel label,
      Map<List<Integer>, int[]> locations) {
    this.id = id;
    this.channels = channels;
    this.shape = shape.clone();
    this.locations = new ClassLocations(locations);
    int voxels = shape[0] * shape[1] * shape[2];
    this.image = new float[channels * voxels];
    this.labels = new short[voxels];
    int n = 0;
    for (int d = 0; d < shape[0]; d++) {
      for (int h = 0; h < shape[1]; h++) {
        for (int w = 0; w < shape[2]; w++, n++) {
          labels[n] = (short) label.at(0, d, h, w);
          for (int c = 0; c < channels; c++) {
            this.image[c * voxels + n] = (float) image.at(c, d, h, w);
          }
        }
      }
    }
  }

  /** One channel without labels. */
  public static MemoryCase of(int[] shape, Voxel image) {
    return new MemoryCase("case", 1, shape, image, (c, d, h, w) -> 0, Map.of());
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public int[] shape() {
    return shape.clone();
  }

  @Override
  public void readImage(int[] lower, int[] size, float[] out) {
    check(out.length, channels, size);
    int n = 0;
    for (int c = 0; c < channels; c++) {
      for (int d = 0; d < size[0]; d++) {
        for (int h = 0; h < size[1]; h++) {
          for (int w = 0; w < size[2]; w++, n++) {
            int at = index(lower[0] + d, lower[1] + h, lower[2] + w);
            out[n] = at < 0 ? 0 : image[c * labels.length + at];
          }
        }
      }
    }
    synchronized (this) {
      voxelsRead += (long) size[0] * size[1] * size[2];
    }
  }

  @Override
  public void readSegmentation(int[] lower, int[] size, short[] out) {
    check(out.length, 1, size);
    int n = 0;
    for (int d = 0; d < size[0]; d++) {
      for (int h = 0; h < size[1]; h++) {
        for (int w = 0; w < size[2]; w++, n++) {
          int at = index(lower[0] + d, lower[1] + h, lower[2] + w);
          out[n] = at < 0 ? -1 : labels[at];
        }
      }
    }
  }

  @Override
  public ClassLocations classLocations() {
    return locations;
  }

  /** Voxels of image boxes read so far. */
  public synchronized long voxelsRead() {
    return voxelsRead;
  }

  private int index(int d, int h, int w) {
    boolean inside = d >= 0 && d < shape[0] && h >= 0 && h < shape[1] && w >= 0 && w < shape[2];
    return inside ? (d * shape[1] + h) * shape[2] + w : -1;
  }

  private static void check(int length, int channels, int[] size) {
    if (length != channels * size[0] * size[1] * size[2]) {
      throw new IllegalArgumentException("an array of " + length + " values for another box");
    }
  }
}
