package org.voxelbench.training.network;

import java.util.List;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.Architecture;

/** The contracting path of a U-Net. */
interface Encoder {

  /** The name of the kernel that reads the input channels. */
  String inputKernel();

  /** Adds the weights in nnU-Net's order. */
  void declare(WeightShapes.Builder weights);

  /** The output of every stage, shallow to deep. */
  List<Tensor> encode(Graph graph, Tensor x, EncoderLayers layers);

  static Encoder of(Architecture architecture, int inputChannels) {
    return switch (architecture.kind()) {
      case RESIDUAL_ENCODER -> new ResidualEncoder(architecture, inputChannels);
      case PLAIN -> new PlainEncoder(architecture, inputChannels);
    };
  }
}
