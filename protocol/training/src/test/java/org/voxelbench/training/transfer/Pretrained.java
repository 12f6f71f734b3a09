package org.voxelbench.training.transfer;

import java.util.Map;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.engine.NdArray;
import org.voxelbench.training.network.Architectures;
import org.voxelbench.training.network.Initialization;
import org.voxelbench.training.network.Network;

/** A small network that was pre-trained, and fresh weights of others. */
final class Pretrained {

  static final Network NETWORK = Network.of(Architectures.small(), 1, 1, false);
  static final Map<String, NdArray> WEIGHTS = draw(NETWORK, 1);

  private Pretrained() {}

  static Map<String, NdArray> draw(Network network, long seed) {
    return Initialization.PYTORCH.draw(network.weights(), new RandomStreams(seed));
  }
}
