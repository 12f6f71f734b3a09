package org.voxelbench.evaluation.inference;

import java.nio.file.Path;

/**
 * How much memory predicting a case may take, and where its logits lie when they need more.
 *
 * @param bytes for the case, the summed logits of all classes and the batch at work together
 * @param folder takes a temporary file of the logits that don't fit
 */
public record LogitMemory(long bytes, Path folder) {

  /** The other half is left to resampling the logits and to whoever predicts. */
  private static final double SHARE_OF_HEAP = 0.5;

  /** Half of the JVM's largest heap, and the JVM's temporary folder. */
  public static LogitMemory ofHeap() {
    return new LogitMemory(
        (long) (Runtime.getRuntime().maxMemory() * SHARE_OF_HEAP),
        Path.of(System.getProperty("java.io.tmpdir")));
  }

  /**
   * Zeros for every class: in memory if they fit, else in a file.
   *
   * @param elsewhere bytes that the case and the batch at work take
   */
  ClassSums sums(int classes, int voxels, long elsewhere) {
    return holds(classes, voxels, elsewhere)
        ? new ArraySums(classes, voxels)
        : FileSums.create(folder, classes, voxels);
  }

  /** Whether the sums of all classes fit into memory beside what lies elsewhere. */
  boolean holds(int classes, int voxels, long elsewhere) {
    return (double) classes * voxels * Float.BYTES + elsewhere <= bytes;
  }
}
