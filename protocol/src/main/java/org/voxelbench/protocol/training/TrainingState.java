package org.voxelbench.protocol.training;

import java.util.List;
import java.util.Map;
import org.voxelbench.engine.NdArray;

/**
 * All that a training needs to continue exactly.
 *
 * @param weights every weight by name
 * @param optimizer the optimiser's state by name
 * @param log the epochs that are done
 */
public record TrainingState(
    Map<String, NdArray> weights, Map<String, NdArray> optimizer, List<EpochLog> log) {

  /** The number of epochs that are done. */
  public int epochs() {
    return log.size();
  }
}
