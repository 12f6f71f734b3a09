package org.voxelbench.evaluation.postprocess;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.evaluation.metrics.Evaluator;
import org.voxelbench.results.metric.Confusion;

/**
 * A case that a decision is taken on.
 *
 * @param id its name
 * @param prediction its prediction; empty if it is missing
 * @param reference its label map
 */
public record ValidationCase(String id, Optional<Path> prediction, Path reference) {

  /** The counts of every class once steps are applied; nothing is predicted where it is missing. */
  List<Confusion> confusions(Evaluator evaluator, List<KeepLargest> steps) {
    LabelMap truth = Nifti.readLabelMap(reference);
    LabelMap predicted =
        prediction
            .map(Nifti::readLabelMap)
            .orElseGet(() -> new LabelMap(truth.geometry(), new short[truth.labels().length]));
    for (KeepLargest step : steps) {
      predicted = step.apply(predicted);
    }
    return evaluator.confusions(id, predicted, truth);
  }
}
