package org.voxelbench.harness.experiment;

import java.util.Optional;
import org.voxelbench.training.protocol.DatasetEntry;

/**
 * One pre-training, which any number of runs start from.
 *
 * @param method the method
 * @param seed seed of the pre-training
 * @param labelled the fold whose spare labelled cases it learns from; empty for the unlabelled
 *     corpus
 */
public record PreTrainingSpec(ConfiguredMethod method, long seed, Optional<LabelledFold> labelled) {

  /**
   * A fold of a labelled data set.
   *
   * @param dataset the data set's entry in the protocol
   * @param fold the fold
   */
  public record LabelledFold(DatasetEntry dataset, int fold) {}

  /** For people. */
  public String name() {
    return "Pre-training "
        + method.label()
        + labelled
            .map(source -> " on " + source.dataset().name() + ", fold " + source.fold())
            .orElse("")
        + ", seed "
        + seed;
  }
}
