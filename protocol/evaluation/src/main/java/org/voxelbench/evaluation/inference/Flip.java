package org.voxelbench.evaluation.inference;

import java.util.List;
import java.util.stream.IntStream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;

/**
 * One combination of axes along which patches are reversed; it is its own inverse.
 *
 * @param axes out of 0 (D), 1 (H) and 2 (W); none for the identity
 */
record Flip(List<Integer> axes) {

  /**
   * All combinations of the allowed axes, the identity first.
   *
   * @param axes distinct axes out of 0 (D), 1 (H) and 2 (W)
   */
  static List<Flip> combinations(List<Integer> axes) {
    if (axes.stream().distinct().count() != axes.size()
        || axes.stream().anyMatch(axis -> axis < 0 || axis > 2)) {
      throw new BadInputException(
          "mirror axes " + axes + " must be distinct and out of 0 (D), 1 (H) and 2 (W).");
    }
    return IntStream.range(0, 1 << axes.size())
        .mapToObj(bits -> new Flip(chosen(axes, bits)))
        .toList();
  }

  private static List<Integer> chosen(List<Integer> axes, int bits) {
    return IntStream.range(0, axes.size())
        .filter(position -> (bits >> position & 1) == 1)
        .mapToObj(axes::get)
        .toList();
  }

  /** A reversed copy of patches, {@code [N, C, d, h, w]}. */
  Tensor of(Graph graph, Tensor patches) {
    int[] reversed = axes.stream().mapToInt(axis -> axis + 2).toArray();
    return reversed.length == 0 ? patches : graph.flip(patches, reversed);
  }
}
