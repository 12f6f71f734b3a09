package org.voxelbench.evaluation.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.voxelbench.evaluation.surface.SurfaceScore;

/**
 * Mean surface Dice of a folder of predictions, by the chain of {@link Summary}: over the cases in
 * which a class is defined, then over the classes other than background.
 *
 * @param nsd1mm at a tolerance of 1 mm; NaN if a class is undefined in every case
 * @param nsd2mm at a tolerance of 2 mm; NaN if a class is undefined in every case
 */
public record SurfaceSummary(double nsd1mm, double nsd2mm) {

  /** Sums up scored cases. */
  public static SurfaceSummary of(List<ScoredFile> files) {
    return new SurfaceSummary(mean(files, SurfaceScore::nsd1mm), mean(files, SurfaceScore::nsd2mm));
  }

  private static double mean(List<ScoredFile> files, ToDoubleFunction<SurfaceScore> metric) {
    List<Double> ofClasses = new ArrayList<>();
    for (int c = 0; c < files.get(0).score().classes().size(); c++) {
      int index = c;
      if (!files.get(0).score().classes().get(c).evaluated().background()) {
        ofClasses.add(
            files.stream()
                .map(file -> file.score().classes().get(index).surface())
                .mapToDouble(metric)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN));
      }
    }
    return ofClasses.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }
}
