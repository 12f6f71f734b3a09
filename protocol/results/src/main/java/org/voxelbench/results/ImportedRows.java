package org.voxelbench.results;

import java.util.List;
import org.voxelbench.results.metric.Metric;
import org.voxelbench.results.metric.Metrics;

/**
 * How rows say that VoxelBench did not make them: what it can't know is named so, never guessed.
 *
 * <p>Imported rows carry {@link #NNUNET} in place of every hash, engine and precision, so that they
 * compare with each other and with no row of a protocol.
 */
public final class ImportedRows {

  /** Stands where rows of one's own carry a hash, an engine or a precision. */
  public static final String NNUNET = "imported-nnunet";

  /** What nnU-Net writes; imported rows have no other metric. */
  static final List<Metric> METRICS = List.of(Metrics.DICE, Metrics.IOU);

  private ImportedRows() {}

  /** Whether the row was imported. */
  public static boolean holds(ResultRow row) {
    return row.engine().equals(NNUNET);
  }
}
