package org.voxelbench.harness.experiment;

import java.nio.file.Path;
import org.voxelbench.store.TestLedger;

/**
 * The folders of one experiment.
 *
 * @param root the experiment's folder
 */
public record Workspace(Path root) {

  /** Where a phantom data set is written. */
  public Path phantom(String dataset) {
    return root.resolve("phantoms").resolve(dataset);
  }

  /** Where a data set is converted that lies elsewhere as its publisher ships it. */
  public Path converted(String dataset) {
    return root.resolve("converted").resolve(dataset);
  }

  /** Where a data set is cached under one kind of plan. */
  public Path prepared(String dataset, TrainingPlan kind) {
    return prepared().resolve(dataset).resolve(kind.word());
  }

  /** Where all data sets are cached. */
  public Path prepared() {
    return root.resolve("preprocessed");
  }

  /** Where a run lies. */
  public Path run(String id) {
    return root.resolve("runs").resolve(id);
  }

  /** The ledger of test evaluations, which all experiments of a folder share. */
  public TestLedger ledger() {
    return new TestLedger(root.toAbsolutePath().normalize().resolveSibling(TestLedger.NAME));
  }

  /** Where the report goes. */
  public Path report() {
    return root.resolve("report");
  }
}
