package org.voxelbench.harness.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.voxelbench.results.TrainingCases;
import org.voxelbench.training.protocol.DatasetEntry;
import org.voxelbench.training.protocol.Protocol;

/**
 * One run of the matrix: a method on a fold of a data set, on some of its training cases, with a
 * seed.
 *
 * @param method the method
 * @param dataset the data set's entry in the protocol
 * @param trainingCases how many of the fold's training cases it trains on
 * @param fold validation fold
 * @param seed seed of the training
 * @param pretrainingSeed seed of the pre-training that it starts from
 */
public record RunSpec(
    ConfiguredMethod method,
    DatasetEntry dataset,
    TrainingCases trainingCases,
    int fold,
    long seed,
    long pretrainingSeed) {

  /**
   * All runs of a protocol: data set by data set, so that the first comparison is there early.
   *
   * <p>A start from labels has no run on all training cases: none would be left to learn from.
   */
  static List<RunSpec> matrix(Protocol protocol, List<ConfiguredMethod> methods) {
    List<RunSpec> runs = new ArrayList<>();
    for (long seed : protocol.seeds()) {
      for (DatasetEntry dataset : protocol.datasets()) {
        for (int fold : dataset.folds()) {
          for (TrainingCases cases : dataset.sizes()) {
            for (ConfiguredMethod method : methods) {
              if (cases.bounded() || method.supervised().isEmpty()) {
                runs.add(
                    new RunSpec(
                        method, dataset, cases, fold, seed, protocol.pretrainingSeed(seed)));
              }
            }
          }
        }
      }
    }
    return runs;
  }

  /** What it starts from; empty for a random start. */
  public Optional<PreTrainingSpec> preTraining() {
    return method.pretrainedHere()
        ? Optional.of(
            new PreTrainingSpec(
                method,
                pretrainingSeed,
                method.supervised().map(parts -> new PreTrainingSpec.LabelledFold(dataset, fold))))
        : Optional.empty();
  }

  /** For people. */
  public String name() {
    return method.label()
        + " on "
        + dataset.name()
        + (dataset.sizes().size() > 1 ? ", " + trainingCases.words() : "")
        + ", fold "
        + fold
        + ", seed "
        + seed;
  }
}
