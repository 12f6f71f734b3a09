package org.voxelbench.evaluation.metrics;

import java.util.ArrayList;
import java.util.List;
import org.voxelbench.results.metric.Metric;

/**
 * The mean of a metric over a folder of predictions, by the chain of {@link Summary}: over the
 * cases in which a class is defined, then over the classes other than background.
 */
public final class FolderMean {

  private FolderMean() {}

  /** The mean; NaN if a class is undefined in every case. */
  public static double of(List<ScoredFile> files, Metric metric) {
    List<Double> ofClasses = new ArrayList<>();
    for (int c = 0; c < files.get(0).score().classes().size(); c++) {
      int index = c;
      if (!files.get(0).score().classes().get(c).evaluated().background()) {
        ofClasses.add(
            files.stream()
                .mapToDouble(file -> file.score().classes().get(index).value(metric))
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN));
      }
    }
    return ofClasses.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }
}
