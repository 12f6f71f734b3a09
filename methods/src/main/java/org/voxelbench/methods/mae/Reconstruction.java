package org.voxelbench.methods.mae;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;

/** What shows how well masked voxels were restored. */
public final class Reconstruction {

  private Reconstruction() {}

  /**
   * The image of a batch that {@link MaskedImages} prepared as the network saw it, what it made of
   * it, that in the masked voxels alone, where the loss asks for it, and the original; with its
   * masked error beside that of a guess: the mean of the visible voxels of each sample.
   *
   * @param restored {@code [N, 1, D, H, W]}
   * @param weighs whether the batch says what each voxel counts in errors
   */
  public static Map<String, Tensor> preview(Graph graph, Tensor restored, boolean weighs) {
    Tensor image = graph.input("image");
    Tensor visible = BlockMask.voxels(graph, graph.input("visible"), image);
    Optional<Tensor> weights = WeightedMean.weights(graph, weighs);
    Tensor seen = graph.mul(image, visible);
    Tensor shown = graph.sum(visible, true, 2, 3, 4);
    Tensor mean = graph.div(graph.sum(seen, true, 2, 3, 4), shown);
    Tensor guess = graph.broadcastTo(mean, image.shape());
    Map<String, Tensor> shows = new LinkedHashMap<>();
    shows.put("seen", seen);
    shows.put("restored", restored);
    Tensor hidden = graph.add(graph.mul(visible, -1), 1);
    shows.put("filled in", graph.add(seen, graph.mul(restored, hidden)));
    shows.put("original", image);
    shows.put("masked error", MaskedError.SQUARED.of(graph, restored, image, visible, weights));
    shows.put(
        "masked error of the visible mean",
        MaskedError.SQUARED.of(graph, guess, image, visible, weights));
    return shows;
  }
}
