package org.voxelbench.harness.forecast;

import java.util.Optional;
import org.voxelbench.harness.experiment.PreTrainingSpec;
import org.voxelbench.harness.experiment.RunSpec;
import org.voxelbench.training.protocol.Length;
import org.voxelbench.training.protocol.Protocol;

/**
 * A job that is still to be done.
 *
 * @param id its id
 * @param run the run; empty for a pre-training
 * @param preTraining the pre-training that it is, or that its run starts from; empty for a random
 *     start
 * @param start id of the job that it waits for; empty if it can begin at once
 */
public record Work(
    String id,
    Optional<RunSpec> run,
    Optional<PreTrainingSpec> preTraining,
    Optional<String> start) {

  /** The length of its training. */
  Length length(Protocol protocol) {
    return run.isPresent()
        ? run.get().method().training(protocol).length()
        : preTraining.orElseThrow().method().pretraining(protocol).length();
  }
}
