package org.voxelbench.harness.tracking;

import java.nio.file.Path;
import java.util.Locale;

/** A program that can follow runs by the files that it reads. */
public enum TrackingFormat {
  /** One event file in the folder of each run. */
  TENSORBOARD,
  /** One folder per run in {@code mlruns}. */
  MLFLOW;

  /** The format's name on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Who writes it of a run. */
  RunWriter writer(Path runFolder) {
    return this == TENSORBOARD ? new EventFile(runFolder) : new MlflowRun(runFolder);
  }
}
