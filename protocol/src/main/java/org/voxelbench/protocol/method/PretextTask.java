package org.voxelbench.protocol.method;

import java.util.Map;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;
import org.voxelbench.protocol.adapt.TransferScope;

/**
 * What a method trains the backbone on: input and target, objective, and what leaves pre-training.
 */
public interface PretextTask {

  /** What {@link #prepare} is given. */
  default PretextPatches patches() {
    return PretextPatches.SINGLE;
  }

  /** Output channels of the decoder; 1 for a reconstruction. */
  default int outputChannels() {
    return 1;
  }

  /**
   * Makes the objective's inputs from raw patches, on the CPU, on a loader thread.
   *
   * <p>It may draw from the batch's random streams only, and may not change the patches, keep them,
   * or look at the clock. The same batch must give the same inputs.
   *
   * @return inputs by name, as the objective reads them
   */
  Map<String, NdArray> prepare(PretextBatch batch);

  /**
   * The scalar to minimise, built from the prepared inputs on the backbone.
   *
   * <p>It may use ops, inputs and the backbone only: no random numbers, no own weights, no state.
   * It is also run for validation, without gradients.
   */
  Tensor objective(Graph graph, Backbone backbone);

  /** Which weights move to the downstream network. */
  TransferScope transfer();
}
