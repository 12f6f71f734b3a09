package org.voxelbench.datasets.install;

import org.voxelbench.base.progress.Progress;
import org.voxelbench.datasets.download.Downloader;

/** Shows a download as a stage of megabytes, which begins when the first bytes come. */
final class ByteStage implements Downloader.Progress, AutoCloseable {

  private static final long MEGABYTE = 1_000_000;

  private final Progress progress;
  private final String name;
  private Progress.Stage stage;

  ByteStage(Progress progress, String name) {
    this.progress = progress;
    this.name = name;
  }

  @Override
  public synchronized void report(long done, long total) {
    if (stage == null) {
      stage = progress.stage(name, megabytes(Math.max(0, total)), "megabyte");
    }
    stage.done(megabytes(done));
  }

  /** Begun ones count. */
  private static long megabytes(long bytes) {
    return (bytes + MEGABYTE - 1) / MEGABYTE;
  }

  @Override
  public synchronized void close() {
    if (stage != null) {
      stage.close();
    }
  }
}
