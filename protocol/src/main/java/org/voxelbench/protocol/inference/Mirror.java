package org.voxelbench.protocol.inference;

import java.util.List;
import java.util.stream.IntStream;
import org.voxelbench.protocol.ProtocolException;

/** One combination of axes along which a patch is reversed; it is its own inverse. */
record Mirror(boolean d, boolean h, boolean w) {

  /**
   * All combinations of the allowed axes, the identity first.
   *
   * @param axes distinct axes out of 0 (D), 1 (H) and 2 (W)
   */
  static List<Mirror> combinations(List<Integer> axes) {
    if (axes.stream().distinct().count() != axes.size()
        || axes.stream().anyMatch(axis -> axis < 0 || axis > 2)) {
      throw new ProtocolException(
          "mirror axes " + axes + " must be distinct and out of 0 (D), 1 (H) and 2 (W).");
    }
    return IntStream.range(0, 1 << axes.size())
        .mapToObj(bits -> new Mirror(has(axes, bits, 0), has(axes, bits, 1), has(axes, bits, 2)))
        .toList();
  }

  private static boolean has(List<Integer> axes, int bits, int axis) {
    int position = axes.indexOf(axis);
    return position >= 0 && (bits >> position & 1) == 1;
  }

  /**
   * Adds a reversed copy of some channels.
   *
   * @param from {@code [channels, D, H, W]} from an offset on
   * @param to {@code [channels, D, H, W]} from an offset on
   */
  void add(float[] from, int fromOffset, float[] to, int toOffset, int channels, int[] size) {
    int depth = size[0];
    int height = size[1];
    int width = size[2];
    for (int plane = 0; plane < channels * depth; plane++) {
      int slice = plane % depth;
      int mirrored = d ? plane - slice + depth - 1 - slice : plane;
      for (int row = 0; row < height; row++) {
        int source = fromOffset + (mirrored * height + (h ? height - 1 - row : row)) * width;
        int target = toOffset + (plane * height + row) * width;
        if (w) {
          for (int x = 0; x < width; x++) {
            to[target + x] += from[source + width - 1 - x];
          }
        } else {
          for (int x = 0; x < width; x++) {
            to[target + x] += from[source + x];
          }
        }
      }
    }
  }
}
