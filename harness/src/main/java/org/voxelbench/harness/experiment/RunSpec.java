package org.voxelbench.harness.experiment;

import java.util.ArrayList;
import java.util.List;
import org.voxelbench.training.protocol.Protocol;

/**
 * One run of the matrix: a method on a fold of a data set with a seed.
 *
 * @param method the method
 * @param dataset the data set's entry in the protocol
 * @param fold validation fold
 * @param seed seed
 */
public record RunSpec(ConfiguredMethod method, Protocol.DatasetEntry dataset, int fold, long seed) {

  /** All runs of a protocol: data set by data set, so that the first comparison is there early. */
  static List<RunSpec> matrix(Protocol protocol, List<ConfiguredMethod> methods) {
    List<RunSpec> runs = new ArrayList<>();
    for (long seed : protocol.seeds()) {
      for (Protocol.DatasetEntry dataset : protocol.datasets()) {
        for (int fold : dataset.folds()) {
          for (ConfiguredMethod method : methods) {
            runs.add(new RunSpec(method, dataset, fold, seed));
          }
        }
      }
    }
    return runs;
  }

  /** For people. */
  public String name() {
    return method.label() + " on " + dataset.name() + ", fold " + fold + ", seed " + seed;
  }
}
