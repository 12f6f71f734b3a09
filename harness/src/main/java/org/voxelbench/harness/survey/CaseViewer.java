package org.voxelbench.harness.survey;

import java.util.List;
import java.util.Optional;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;

/** Sees each case of the data set while it is in memory; called by several threads. */
@FunctionalInterface
public interface CaseViewer {

  /**
   * Sees a case.
   *
   * @param facts what was measured of it
   * @param labels its label map, if it has one that fits
   */
  void see(SurveyedCase facts, List<Image> images, Optional<LabelMap> labels);
}
