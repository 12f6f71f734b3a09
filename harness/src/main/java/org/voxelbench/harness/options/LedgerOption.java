package org.voxelbench.harness.options;

import java.nio.file.Path;
import java.util.Optional;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.store.TestLedger;
import picocli.CommandLine.Option;

/** The option that says where evaluations on test data are counted. */
public final class LedgerOption {

  @Option(
      names = "--ledger",
      paramLabel = "FILE",
      description =
          "list of all evaluations on test data (default: test-ledger.csv beside the folder of the"
              + " results)")
  private Path file;

  public Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  /** The ledger of results in this folder. */
  public TestLedger ledger(Workspace workspace) {
    return file == null ? workspace.ledger() : new TestLedger(file);
  }
}
