package org.voxelbench.harness.options;

import java.nio.file.Path;
import org.voxelbench.harness.console.FolderChecks;
import org.voxelbench.harness.experiment.Workspace;
import picocli.CommandLine.Option;

/** The option that names a folder of results that is there. */
public final class ResultsOption {

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "folder of the results")
  private Path folder;

  /** The folder as it was named. */
  public Path folder() {
    return folder;
  }

  /**
   * What it holds.
   *
   * @throws org.voxelbench.base.BadInputException if it is no folder
   */
  public Workspace workspace() {
    return new Workspace(FolderChecks.results(folder));
  }
}
