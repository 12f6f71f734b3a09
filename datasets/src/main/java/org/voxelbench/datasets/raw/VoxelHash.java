package org.voxelbench.datasets.raw;

import java.util.Arrays;
import java.util.Locale;
import org.voxelbench.datasets.Image;

/**
 * Identifies an image by its decoded intensities and its size, whatever file format, compression,
 * data type or orientation it was stored in.
 *
 * <p>128 bits over the values without their order, so that flips and swapped axes don't hide a
 * copy.
 */
final class VoxelHash {

  private static final long FIRST = 0x9E3779B97F4A7C15L;
  private static final long SECOND = 0xD1B54A32D192ED03L;

  private VoxelHash() {}

  /** Sorted size and hash, such as {@code 16x18x16:0123...}. */
  static String of(Image image) {
    long a = 0;
    long b = 0;
    for (float voxel : image.voxels()) {
      // + 0.0f makes -0 and 0 the same.
      long bits = Float.floatToIntBits(voxel + 0.0f);
      a += mix(bits + FIRST);
      b += mix(bits * SECOND + SECOND);
    }
    int[] size = image.geometry().size().clone();
    Arrays.sort(size);
    return String.format(Locale.ROOT, "%dx%dx%d:%016x%016x", size[0], size[1], size[2], a, b);
  }

  /** SplitMix64's finaliser. */
  private static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
