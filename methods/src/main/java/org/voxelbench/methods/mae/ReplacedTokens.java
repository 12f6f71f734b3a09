package org.voxelbench.methods.mae;

import java.util.Map;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.PrimusArchitecture;
import org.voxelbench.training.network.TokenMasking;
import org.voxelbench.training.network.WeightShapes;
import org.voxelbench.training.pretext.Backbone;
import org.voxelbench.training.pretext.PretextBatch;

/**
 * A learnt token stands for each masked one, and all of them go through the encoder (Xie et al.
 * 2022; facts of nnssl's {@code SimMIMEvaTrainer}).
 */
record ReplacedTokens() implements TokenHiding {

  static final String TOKEN = "mask_token";
  static final double TOKEN_DEVIATION = 1e-6;

  @Override
  public void declare(WeightShapes.Builder weights, PrimusArchitecture network) {
    weights.drawn(TOKEN, 0, TOKEN_DEVIATION, 1, 1, network.size().width());
  }

  @Override
  public Map<String, NdArray> inputs(PretextBatch batch, boolean[][] visible, boolean noisy) {
    return Map.of();
  }

  @Override
  public Tensor tokens(Graph graph, Backbone backbone, Tensor image, Tensor visible) {
    return backbone.tokens().encode(graph, image, new Replacement(visible));
  }

  private record Replacement(Tensor visible) implements TokenMasking {

    @Override
    public Tensor replace(Graph graph, Tensor tokens) {
      Tensor seen = graph.castLike(visible, tokens);
      Tensor token = graph.castLike(graph.weight(TOKEN), tokens);
      Tensor hidden = graph.add(graph.neg(seen), 1);
      return graph.add(graph.mul(tokens, seen), graph.mul(hidden, token));
    }
  }
}
