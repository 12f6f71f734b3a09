package org.voxelbench.results;

import java.nio.file.Path;
import org.voxelbench.base.format.FileSchema;
import org.voxelbench.base.format.StampedJson;

/** Reads and writes {@code experiment.json}, strictly. */
public final class ExperimentJson {

  /** The file's name in an experiment's folder. */
  public static final String NAME = "experiment.json";

  private static final StampedJson JSON = new StampedJson(new FileSchema(1, 2));

  private ExperimentJson() {}

  /** Writes a summary whole or not at all. */
  public static void write(Path file, ExperimentSummary summary) {
    JSON.write(file, summary);
  }

  /**
   * Reads a summary.
   *
   * @throws org.voxelbench.base.BadInputException naming file, line and key, if it is damaged
   */
  public static ExperimentSummary read(Path file) {
    return JSON.read(file, ExperimentSummary.class);
  }
}
