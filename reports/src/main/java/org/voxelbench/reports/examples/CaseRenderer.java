package org.voxelbench.reports.examples;

import java.util.List;

/** Draws the pictures that a report shows, from images and segmentations that it can't see. */
@FunctionalInterface
public interface CaseRenderer {

  /** Draws nothing, so that the report shows the pictures that are there. */
  CaseRenderer NONE = cases -> {};

  /**
   * Writes the {@link ExampleCase#picture} of each case into the results folder, as far as its data
   * are at hand; what can't be drawn is left out and said, and stops nothing.
   */
  void paint(List<ExampleCase> cases);
}
