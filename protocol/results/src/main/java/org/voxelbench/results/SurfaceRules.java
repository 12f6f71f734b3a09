package org.voxelbench.results;

import java.util.Optional;

/** What must hold of the surface metrics of a row. */
final class SurfaceRules {

  private SurfaceRules() {}

  /** The rule that a row breaks, in words; empty if it breaks none. */
  static Optional<String> broken(ResultRow row) {
    if (ImportedRows.holds(row)) {
      return unless(
          isUndefined(row), "an imported row has no NSD or HD95, which nnU-Net doesn't write");
    }
    return switch (row.status()) {
      case EMPTY -> unless(isUndefined(row), "an empty row has no NSD or HD95");
      case MISSING -> unless(isWorst(row), "a missing prediction has NSD 0 and the HD95 Infinity");
      case SCORED ->
          row.tp() + row.fp() == 0 || row.tp() + row.fn() == 0
              ? unless(isWorst(row), "a class on one side only has NSD 0 and the HD95 Infinity")
              : unless(
                  isMeasured(row),
                  "NSD lies within 0 and 1, that at 2 mm is no less than that at 1 mm, and HD95 is a"
                      + " finite distance");
    };
  }

  private static Optional<String> unless(boolean holds, String rule) {
    return holds ? Optional.empty() : Optional.of(rule);
  }

  private static boolean isUndefined(ResultRow row) {
    return Double.isNaN(row.nsd1mm()) && Double.isNaN(row.nsd2mm()) && Double.isNaN(row.hd95mm());
  }

  private static boolean isWorst(ResultRow row) {
    return row.nsd1mm() == 0 && row.nsd2mm() == 0 && row.hd95mm() == Double.POSITIVE_INFINITY;
  }

  private static boolean isMeasured(ResultRow row) {
    return row.nsd1mm() >= 0
        && row.nsd1mm() <= row.nsd2mm()
        && row.nsd2mm() <= 1
        && row.hd95mm() >= 0
        && row.hd95mm() < Double.POSITIVE_INFINITY;
  }
}
