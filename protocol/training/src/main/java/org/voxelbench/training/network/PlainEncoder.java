package org.voxelbench.training.network;

import java.util.ArrayList;
import java.util.List;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.UNetArchitecture;

/**
 * Stages of plain convolutions, the first of each strided (dynamic-network-architectures: {@code
 * plain_conv_encoder.py}).
 */
final class PlainEncoder implements Encoder {

  private static final int[] ONES = {1, 1, 1};

  private final List<List<ConvUnit>> stages = new ArrayList<>();

  PlainEncoder(UNetArchitecture architecture, int inputChannels) {
    int channels = inputChannels;
    for (int stage = 0; stage < architecture.stages(); stage++) {
      List<ConvUnit> convs = new ArrayList<>();
      int features = architecture.features().get(stage);
      for (int conv = 0; conv < architecture.blocks().get(stage); conv++) {
        convs.add(
            new ConvUnit(
                "encoder.stages." + stage + ".0.convs." + conv,
                channels,
                features,
                architecture.kernel(stage),
                conv == 0 ? architecture.stride(stage) : ONES,
                ConvUnit.Kind.ACTIVATED));
        channels = features;
      }
      stages.add(convs);
    }
  }

  @Override
  public String stem() {
    return stages.get(0).get(0).name() + ".";
  }

  @Override
  public void declare(WeightShapes.Builder weights) {
    stages.forEach(convs -> convs.forEach(conv -> conv.declare(weights)));
  }

  @Override
  public List<Tensor> encode(Graph graph, Tensor x, EncoderLayers layers) {
    List<Tensor> outputs = new ArrayList<>();
    Tensor y = x;
    for (List<ConvUnit> convs : stages) {
      for (ConvUnit conv : convs) {
        y = conv.apply(graph, y, layers);
      }
      outputs.add(y);
    }
    return outputs;
  }
}
