package org.voxelbench.harness.experiment;

import java.util.ArrayList;
import java.util.List;
import org.voxelbench.training.protocol.Protocol;

/**
 * One run of the matrix: a method on a fold of a data set with a seed.
 *
 * @param contender the method
 * @param dataset the data set's entry in the protocol
 * @param fold validation fold
 * @param seed seed
 */
public record Cell(Contender contender, Protocol.DatasetEntry dataset, int fold, long seed) {

  /** All runs of a protocol: data set by data set, so that the first comparison is there early. */
  static List<Cell> matrix(Protocol protocol, List<Contender> contenders) {
    List<Cell> cells = new ArrayList<>();
    for (long seed : protocol.seeds()) {
      for (Protocol.DatasetEntry dataset : protocol.datasets()) {
        for (int fold : dataset.folds()) {
          for (Contender contender : contenders) {
            cells.add(new Cell(contender, dataset, fold, seed));
          }
        }
      }
    }
    return cells;
  }

  /** For people. */
  public String name() {
    return contender.label() + " on " + dataset.name() + ", fold " + fold + ", seed " + seed;
  }
}
