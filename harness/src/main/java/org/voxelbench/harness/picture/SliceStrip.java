package org.voxelbench.harness.picture;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.voxelbench.engine.NdArray;

/**
 * The middle slices of one sample's volumes side by side, in grey.
 *
 * <p>All are enlarged by the same whole factor, so that a voxel is equally large everywhere and the
 * tallest slice is {@value #MIN_HEIGHT} pixels tall or more; smaller ones stand in the middle.
 */
public final class SliceStrip {

  static final int MIN_HEIGHT = 160;

  /** White pixels between two slices. */
  public static final int GAP = 4;

  private static final int WHITE = 255;

  private SliceStrip() {}

  /**
   * Draws one sample.
   *
   * @param volumes each {@code [N, 1, D, H, W]}, the original last; their sizes may differ
   * @param sample which of the N
   */
  static BufferedImage of(Collection<NdArray> volumes, int sample) {
    List<float[]> values = volumes.stream().map(volume -> values(volume, sample)).toList();
    List<IntensityWindow> windows = IntensityWindow.of(values);
    List<int[]> sizes = volumes.stream().map(NdArray::shape).toList();
    int rows = sizes.stream().mapToInt(size -> size[3]).max().orElseThrow();
    int factor = (MIN_HEIGHT + rows - 1) / rows;
    int columns = sizes.stream().mapToInt(size -> size[4]).sum();
    BufferedImage strip =
        new BufferedImage(
            columns * factor + GAP * (sizes.size() - 1),
            rows * factor,
            BufferedImage.TYPE_BYTE_GRAY);
    WritableRaster raster = strip.getRaster();
    int[] blank = new int[strip.getWidth() * strip.getHeight()];
    Arrays.fill(blank, WHITE);
    raster.setPixels(0, 0, strip.getWidth(), strip.getHeight(), blank);
    int left = 0;
    for (int i = 0; i < sizes.size(); i++) {
      int[] size = sizes.get(i);
      int width = size[4] * factor;
      int height = size[3] * factor;
      int top = (strip.getHeight() - height) / 2;
      raster.setPixels(
          left, top, width, height, slice(values.get(i), size, factor, windows.get(i)));
      left += width + GAP;
    }
    return strip;
  }

  private static float[] values(NdArray volume, int sample) {
    int length = volume.size() / volume.shape()[0];
    return Arrays.copyOfRange(volume.floats(), sample * length, (sample + 1) * length);
  }

  /** The greys of the middle slice along D, each voxel repeated in both directions. */
  private static int[] slice(float[] volume, int[] size, int factor, IntensityWindow window) {
    int rows = size[3];
    int columns = size[4];
    int first = size[2] / 2 * rows * columns;
    int width = columns * factor;
    int[] greys = new int[rows * factor * width];
    for (int y = 0; y < rows * factor; y++) {
      for (int x = 0; x < width; x++) {
        greys[y * width + x] = window.grey(volume[first + y / factor * columns + x / factor]);
      }
    }
    return greys;
  }
}
