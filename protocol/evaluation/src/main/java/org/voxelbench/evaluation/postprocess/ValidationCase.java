package org.voxelbench.evaluation.postprocess;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.evaluation.metrics.CasePair;
import org.voxelbench.evaluation.metrics.Evaluator;
import org.voxelbench.results.metric.Confusion;

/**
 * A case that a decision is taken on.
 *
 * @param raw the case with its label map
 * @param prediction its prediction; empty if it is missing
 */
public record ValidationCase(RawCase raw, Optional<Path> prediction) {

  /** Its name. */
  String id() {
    return raw.id();
  }

  /** The counts of every class once steps are applied; nothing is predicted where it is missing. */
  List<Confusion> confusions(Evaluator evaluator, List<KeepLargest> steps) {
    CasePair pair = prediction.map(file -> CasePair.read(raw, file)).orElseGet(this::unpredicted);
    LabelMap predicted = pair.prediction();
    for (KeepLargest step : steps) {
      predicted = step.apply(predicted);
    }
    return evaluator.confusions(raw.id(), predicted, pair.reference());
  }

  private CasePair unpredicted() {
    LabelMap truth = raw.labelMap();
    return new CasePair(new LabelMap(truth.geometry(), new short[truth.labels().length]), truth);
  }
}
