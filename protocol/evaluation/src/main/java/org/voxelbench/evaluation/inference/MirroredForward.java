package org.voxelbench.evaluation.inference;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.Tensor;

/**
 * The mean logits of patches over their mirrored copies.
 *
 * <p>The network sees some copies at a time; what it makes of them is free once it is added.
 */
final class MirroredForward implements Program {

  /** Name of the input, {@code [N, C, d, h, w]}. */
  static final String IMAGE = "image";

  /** Name of the output, {@code [N, K, d, h, w]}. */
  static final String LOGITS = "logits";

  private final Forward network;
  private final List<List<Flip>> passes;
  private final int copies;

  /**
   * A mean over mirrored copies.
   *
   * @param passes the copies that the network sees at once, pass by pass
   */
  MirroredForward(Forward network, List<List<Flip>> passes) {
    this.network = network;
    this.passes = passes;
    this.copies = passes.stream().mapToInt(List::size).sum();
  }

  @Override
  public Map<String, Tensor> build(Graph graph) {
    Tensor image = graph.input(IMAGE);
    int patches = image.shape()[0];
    Tensor sum = null;
    for (List<Flip> pass : passes) {
      Tensor logits = graph.fullPrecision(logits(graph, mirrored(graph, image, pass)));
      for (int i = 0; i < pass.size(); i++) {
        Tensor ofMirror = pass.size() == 1 ? logits : graph.slice(logits, 0, i * patches, patches);
        Tensor back = pass.get(i).of(graph, ofMirror);
        sum = sum == null ? back : graph.add(sum, back);
      }
    }
    return Map.of(LOGITS, copies == 1 ? sum : graph.mul(sum, 1.0 / copies));
  }

  private static Tensor mirrored(Graph graph, Tensor image, List<Flip> pass) {
    Tensor[] copies = pass.stream().map(m -> m.of(graph, image)).toArray(Tensor[]::new);
    return copies.length == 1 ? copies[0] : graph.concat(0, copies);
  }

  private Tensor logits(Graph graph, Tensor image) {
    Tensor logits = network.logits(graph, image);
    int[] expected = image.shape();
    int[] shape = logits.shape();
    if (shape.length == expected.length) {
      expected[1] = shape[1];
    }
    if (!Arrays.equals(shape, expected)) {
      throw new BadInputException(
          "the network returns logits of shape "
              + Arrays.toString(shape)
              + " for patches of shape "
              + Arrays.toString(image.shape())
              + ".");
    }
    return logits;
  }
}
