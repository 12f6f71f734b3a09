package org.voxelbench.methods.mae;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.PrimusArchitecture;
import org.voxelbench.preparation.plan.PrimusSize;
import org.voxelbench.training.network.DropPath;
import org.voxelbench.training.network.TokenMasking;
import org.voxelbench.training.network.TokenTransformer;
import org.voxelbench.training.network.WeightShapes;
import org.voxelbench.training.pretext.Backbone;
import org.voxelbench.training.pretext.PretextBatch;

/**
 * Only visible tokens enter the encoder; a learnt token stands for the others in a few blocks of
 * their own behind it, which stay behind (He et al. 2022; facts of nnssl's {@code
 * BaseEvaMAETrainer}).
 *
 * @param depth blocks behind the encoder
 */
record DroppedTokens(int depth) implements TokenHiding {

  private static final String NAME = "restoration.";
  private static final String DROP_PATH = NAME + "drop-path";

  /** Places of the visible tokens, {@code [B, V]}. */
  private static final String KEPT = "kept";

  /** For each place the number of its token among the visible, or V, {@code [B, T]}. */
  private static final String SOURCES = "sources";

  private TokenTransformer decoder(PrimusArchitecture network) {
    PrimusSize size = network.size();
    PrimusSize own = new PrimusSize(size.width(), depth, size.heads(), 0);
    return new TokenTransformer(NAME, new PrimusArchitecture(own, network.patch()), DROP_PATH);
  }

  @Override
  public void declare(WeightShapes.Builder weights, PrimusArchitecture network) {
    weights.drawn(
        ReplacedTokens.TOKEN, 0, ReplacedTokens.TOKEN_DEVIATION, 1, 1, network.size().width());
    decoder(network).declare(weights);
  }

  @Override
  public Map<String, NdArray> inputs(PretextBatch batch, boolean[][] visible, boolean noisy) {
    int tokens = visible[0].length;
    int seen = count(visible[0]);
    float[] kept = new float[visible.length * seen];
    float[] sources = new float[visible.length * tokens];
    for (int sample = 0; sample < visible.length; sample++) {
      int next = 0;
      for (int token = 0; token < tokens; token++) {
        boolean isVisible = visible[sample][token];
        sources[sample * tokens + token] = isVisible ? next : seen;
        if (isVisible) {
          kept[sample * seen + next++] = token;
        }
      }
    }
    Map<String, NdArray> inputs = new HashMap<>();
    inputs.put(KEPT, NdArray.of(new int[] {visible.length, seen}, kept));
    inputs.put(SOURCES, NdArray.of(new int[] {visible.length, tokens}, sources));
    DropPath paths = new DropPath(DROP_PATH, depth);
    inputs.put(
        DROP_PATH,
        noisy
            ? paths.draw(visible.length, sample -> stream(batch, sample))
            : paths.all(visible.length));
    return inputs;
  }

  /** Apart from the stream that the sample's mask is drawn from. */
  private static RandomStream stream(PretextBatch batch, int sample) {
    return new RandomStreams(batch.sampleRandom().apply(sample).nextLong()).stream(DROP_PATH);
  }

  private static int count(boolean[] visible) {
    int count = 0;
    for (boolean each : visible) {
      count += each ? 1 : 0;
    }
    return count;
  }

  @Override
  public Tensor tokens(Graph graph, Backbone backbone, Tensor image, Tensor visible) {
    TokenMasking dropping =
        new TokenMasking() {
          @Override
          public Optional<Tensor> kept(Graph graph) {
            return Optional.of(graph.input(KEPT));
          }
        };
    Tensor encoded = backbone.tokens().encode(graph, image, dropping);
    int[] shape = encoded.shape();
    Tensor token = graph.castLike(graph.weight(ReplacedTokens.TOKEN), encoded);
    Tensor all = graph.concat(1, encoded, graph.broadcastTo(token, shape[0], 1, shape[2]));
    Tensor whole = graph.gather(all, graph.input(SOURCES));
    return decoder(backbone.tokens().architecture()).apply(graph, whole, Optional.empty());
  }
}
