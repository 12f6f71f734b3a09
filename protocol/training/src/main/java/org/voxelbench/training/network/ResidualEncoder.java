package org.voxelbench.training.network;

import java.util.ArrayList;
import java.util.List;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.UNetArchitecture;

/** Stem and stages of residual blocks (dynamic-network-architectures: residual_encoders.py). */
final class ResidualEncoder implements Encoder {

  private static final int[] ONES = {1, 1, 1};

  private final ConvUnit stem;
  private final List<List<ResidualBlock>> stages = new ArrayList<>();

  ResidualEncoder(UNetArchitecture architecture, int inputChannels) {
    int channels = architecture.features().get(0);
    stem =
        new ConvUnit(
            "encoder.stem.convs.0",
            inputChannels,
            channels,
            architecture.kernel(0),
            ONES,
            ConvUnit.Kind.ACTIVATED);
    for (int stage = 0; stage < architecture.stages(); stage++) {
      List<ResidualBlock> blocks = new ArrayList<>();
      int features = architecture.features().get(stage);
      for (int block = 0; block < architecture.blocks().get(stage); block++) {
        blocks.add(
            new ResidualBlock(
                "encoder.stages." + stage + ".blocks." + block,
                channels,
                features,
                architecture.kernel(stage),
                block == 0 ? architecture.stride(stage) : ONES));
        channels = features;
      }
      stages.add(blocks);
    }
  }

  @Override
  public String stem() {
    return stem.name() + ".";
  }

  @Override
  public void declare(WeightShapes.Builder weights) {
    stem.declare(weights);
    stages.forEach(blocks -> blocks.forEach(block -> block.declare(weights)));
  }

  @Override
  public List<Tensor> encode(Graph graph, Tensor x, EncoderLayers layers) {
    List<Tensor> outputs = new ArrayList<>();
    Tensor y = stem.apply(graph, x, layers);
    for (List<ResidualBlock> blocks : stages) {
      for (ResidualBlock block : blocks) {
        y = block.apply(graph, y, layers);
      }
      outputs.add(y);
    }
    return outputs;
  }
}
