package org.voxelbench.harness.check;

import java.util.Map;
import java.util.TreeMap;
import org.voxelbench.base.BadInputException;
import org.voxelbench.harness.data.Faults;
import org.voxelbench.harness.data.LabelledDataset;
import org.voxelbench.harness.experiment.ConfiguredMethod;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.experiment.RunSpec;
import org.voxelbench.training.protocol.Protocol;

/**
 * Whether every training can be computed by the protocol's ranks, asked before the first of them.
 */
public record RankCheck(Experiment experiment) {

  /**
   * Looks at each method's task and batch.
   *
   * @param faults hears of each that can't be shared
   */
  public void of(Faults faults) {
    Protocol protocol = experiment.protocol();
    if (protocol.ranks() == 1) {
      return;
    }
    for (ConfiguredMethod method : experiment.methods()) {
      method
          .pretext()
          .filter(task -> !task.overRanks())
          .ifPresent(task -> faults.guard(() -> refuseTask(method)));
      if (method.pretext().isPresent()) {
        int batch = method.pretraining(protocol).batchSize();
        faults.guard(() -> check("The pre-training of method '" + method.label() + "'", batch));
      }
    }
  }

  /**
   * Looks at the batch of each data set's plans.
   *
   * @param labelled the prepared data sets by name
   */
  public void of(Map<String, LabelledDataset> labelled, Faults faults) {
    Protocol protocol = experiment.protocol();
    Map<String, Integer> batches = new TreeMap<>();
    for (RunSpec run : experiment.runs()) {
      String name = run.dataset().name();
      String plan = run.method().plan(protocol).word();
      batches.put(
          "The training on data set '" + name + "' under the plan '" + plan + "'",
          labelled.get(name).prepared(run.method().plan(protocol)).configuration().batchSize());
    }
    batches.forEach((what, batch) -> faults.guard(() -> check(what, batch)));
  }

  private void refuseTask(ConfiguredMethod method) {
    throw new BadInputException(
        "Method '"
            + method.label()
            + "' makes or compares the samples of a batch together, or doesn't say that it makes"
            + " each by itself, so that its pre-training can't be shared by 'devices: "
            + experiment.protocol().ranks()
            + "'; leave out the method or the key.");
  }

  private void check(String what, int batch) {
    int ranks = experiment.protocol().ranks();
    if (batch % ranks != 0) {
      throw new BadInputException(
          what
              + " has batches of "
              + batch
              + ", which 'devices: "
              + ranks
              + "' can't share equally; choose a batch size or a number of devices that fits.");
    }
  }
}
