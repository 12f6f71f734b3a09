package org.voxelbench.protocol.inference;

import java.util.List;
import java.util.stream.IntStream;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;
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

  /** The axes of {@code [N, C, D, H, W]} that are reversed, of which there may be none. */
  private int[] axes() {
    return IntStream.of(d ? 2 : -1, h ? 3 : -1, w ? 4 : -1).filter(axis -> axis >= 0).toArray();
  }

  /** A reversed copy of patches, {@code [N, C, D, H, W]}. */
  Tensor of(Graph graph, Tensor patches) {
    int[] axes = axes();
    return axes.length == 0 ? patches : graph.flip(patches, axes);
  }
}
