package org.voxelbench.results.metric;

import java.util.Optional;

/**
 * One class of one case in prediction and reference: all that a metric may look at.
 *
 * @param confusion the voxels
 * @param missing whether there is no prediction; its counts are those of an empty one
 * @param surfaces the surfaces; empty unless both hold the class
 */
public record ClassComparison(
    Confusion confusion, boolean missing, Optional<SurfacePair> surfaces) {

  /** A comparison that knows no surfaces. */
  public static ClassComparison ofCounts(Confusion confusion, boolean missing) {
    return new ClassComparison(confusion, missing, Optional.empty());
  }
}
