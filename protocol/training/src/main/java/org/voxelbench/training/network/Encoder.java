package org.voxelbench.training.network;

import java.util.List;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;

/** The contracting path of a U-Net. */
interface Encoder {

  /** What the names of the first unit's weights begin with; it reads the input channels. */
  String stem();

  /** Adds the weights in nnU-Net's order. */
  void declare(WeightShapes.Builder weights);

  /** The output of every stage, shallow to deep. */
  List<Tensor> encode(Graph graph, Tensor x, EncoderLayers layers);
}
