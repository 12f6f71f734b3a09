package org.voxelbench.results;

import java.nio.file.Path;
import org.voxelbench.base.format.StrictJson;

/** Reads and writes {@code experiment.json}, strictly. */
public final class ExperimentJson {

  /** The file's name in an experiment's folder. */
  public static final String NAME = "experiment.json";

  private ExperimentJson() {}

  /** Writes a summary whole or not at all. */
  public static void write(Path file, ExperimentSummary summary) {
    StrictJson.write(file, summary);
  }

  /**
   * Reads a summary.
   *
   * @throws org.voxelbench.base.BadInputException naming file, line and key, if it is damaged
   */
  public static ExperimentSummary read(Path file) {
    return StrictJson.read(file, ExperimentSummary.class);
  }
}
