package org.voxelbench.engine.torch.optimizer;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.voxelbench.engine.torch.ops.LeafGradients;
import org.voxelbench.engine.torch.ops.Tape;
import org.voxelbench.engine.torch.ranks.Rank;

/**
 * The gradients of one step in one flat buffer, laid out as the weights are.
 *
 * @param all the buffer, 0 where there is no gradient
 * @param reached the names of the weights that the loss depends on
 */
public record FlatGradients(Tensor all, Set<String> reached) {

  /**
   * Computes them. The buffer is taken when the first gradient is written: where it is a new one,
   * on a card, that is after the backward pass, when the memory of what autograd kept is free
   * again. Each gradient is given up once it is written.
   *
   * @param tape of the run that computed the loss
   * @param leaves the leaves of autograd among the weights, by name
   * @param rank whose samples they are of
   */
  public static FlatGradients of(
      Tensor loss, Tape tape, Map<String, Tensor> leaves, GradientBuffers buffers, Rank rank) {
    FlatLayout layout = buffers.layout();
    FlatPlaces places = new FlatPlaces(leaves, layout, () -> buffers.of(rank));
    LeafGradients found = LeafGradients.of(loss, tape, places);
    Tensor all = places.buffer();
    Set<String> reached = new HashSet<>();
    long filled = 0;
    for (String name : leaves.keySet()) {
      try (PointerScope temporaries = new PointerScope()) {
        FlatLayout.Place place = layout.places().get(name);
        if (found.write(leaves.get(name))) {
          all.narrow(0, filled, place.from() - filled).zero_();
          filled = place.from() + place.size();
          reached.add(name);
        }
      }
    }
    all.narrow(0, filled, layout.length() - filled).zero_();
    return new FlatGradients(all, reached);
  }

  /** The L2 norm over all of them, a scalar on the device, from the norms of chunks. */
  public Tensor norm() {
    Tensor norms =
        torch.linalg_vector_norm(
            all.view(-1, FlatLayout.CHUNK),
            new Scalar(2.0),
            new long[] {1},
            false,
            new ScalarTypeOptional());
    return torch.linalg_vector_norm(norms);
  }
}
