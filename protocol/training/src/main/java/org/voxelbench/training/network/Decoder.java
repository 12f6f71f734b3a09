package org.voxelbench.training.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.UNetArchitecture;

/** The expanding path with its heads (dynamic-network-architectures: {@code unet_decoder.py}). */
final class Decoder {

  /** What the names of all heads begin with. */
  static final String HEADS = "decoder.seg_layers.";

  private static final int[] ONES = {1, 1, 1};

  /** One stage: upsample, join the skip, convolve; {@code below} channels come in. */
  private record Stage(int below, int skip, int[] upsampling, List<ConvUnit> convs) {}

  private final int outputChannels;
  private final List<Stage> stages = new ArrayList<>();

  Decoder(UNetArchitecture architecture, int outputChannels) {
    this.outputChannels = outputChannels;
    int deepest = architecture.stages() - 1;
    for (int depth = 0; depth < deepest; depth++) {
      int below = architecture.features().get(deepest - depth);
      int skip = architecture.features().get(deepest - depth - 1);
      List<ConvUnit> convs = new ArrayList<>();
      for (int conv = 0; conv < architecture.decoderConvs().get(depth); conv++) {
        convs.add(
            new ConvUnit(
                "decoder.stages." + depth + ".convs." + conv,
                conv == 0 ? 2 * skip : skip,
                skip,
                architecture.kernel(deepest - depth - 1),
                ONES,
                ConvUnit.Kind.ACTIVATED));
      }
      stages.add(new Stage(below, skip, architecture.stride(deepest - depth), convs));
    }
  }

  /** The number of stages, each with a head. */
  int stages() {
    return stages.size();
  }

  /** The prefix of a head's weights; stage 0 is the deepest. */
  static String head(int stage) {
    return HEADS + stage;
  }

  private static String upsampling(int stage) {
    return "decoder.transpconvs." + stage;
  }

  void declare(WeightShapes.Builder weights) {
    stages.forEach(stage -> stage.convs.forEach(conv -> conv.declare(weights)));
    for (int depth = 0; depth < stages.size(); depth++) {
      Stage stage = stages.get(depth);
      int[] kernel = stage.upsampling;
      weights.layer(
          upsampling(depth), stage.skip, stage.below, stage.skip, kernel[0], kernel[1], kernel[2]);
    }
    for (int depth = 0; depth < stages.size(); depth++) {
      weights.layer(head(depth), outputChannels, outputChannels, stages.get(depth).skip, 1, 1, 1);
    }
  }

  /** Logits, full resolution first; only those unless all heads are asked. */
  List<Tensor> decode(Graph graph, List<Tensor> skips, boolean allHeads) {
    List<Tensor> logits = new ArrayList<>();
    int deepest = skips.size() - 1;
    Tensor x = skips.get(deepest);
    for (int depth = 0; depth < stages.size(); depth++) {
      Stage stage = stages.get(depth);
      Tensor up =
          graph.convTranspose3d(
              x,
              graph.weight(upsampling(depth) + ".weight"),
              graph.weight(upsampling(depth) + ".bias"),
              stage.upsampling);
      x = graph.concat(1, up, skips.get(deepest - depth - 1));
      for (ConvUnit conv : stage.convs) {
        x = conv.apply(graph, x, EncoderLayers.dense());
      }
      if (allHeads || depth == stages.size() - 1) {
        logits.add(
            graph.conv3d(
                x,
                graph.weight(head(depth) + ".weight"),
                graph.weight(head(depth) + ".bias"),
                ONES,
                new int[3]));
      }
    }
    Collections.reverse(logits);
    return logits;
  }
}
