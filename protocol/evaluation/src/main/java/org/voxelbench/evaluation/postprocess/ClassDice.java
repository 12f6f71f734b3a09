package org.voxelbench.evaluation.postprocess;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voxelbench.evaluation.metrics.EvaluatedClass;
import org.voxelbench.results.metric.Confusion;
import org.voxelbench.results.metric.Metrics;

/**
 * Mean Dice of a set of predictions, by nnU-Net's chain: over the cases in which a class is
 * defined, then over the classes.
 *
 * @param foregroundMean mean over the classes; NaN if a class is undefined in every case
 * @param classes mean of each class, by its key in {@code summary.json}
 */
@JsonPropertyOrder({"foreground_mean", "mean"})
public record ClassDice(
    @JsonProperty("foreground_mean") double foregroundMean,
    @JsonProperty("mean") Map<String, Double> classes) {

  /**
   * Sums up counts.
   *
   * @param classes what was counted
   * @param cases per case, the counts of each class
   */
  static ClassDice of(List<EvaluatedClass> classes, List<List<Confusion>> cases) {
    Map<String, Double> means = new LinkedHashMap<>();
    double sum = 0;
    for (int c = 0; c < classes.size(); c++) {
      int index = c;
      double mean =
          cases.stream()
              .mapToDouble(counts -> Metrics.DICE.of(counts.get(index)))
              .filter(dice -> !Double.isNaN(dice))
              .average()
              .orElse(Double.NaN);
      means.put(classes.get(c).summaryKey(), mean);
      sum += mean;
    }
    return new ClassDice(sum / classes.size(), means);
  }

  /** Whether the foreground mean is above another's and no class is below. */
  boolean risesWithoutLoss(ClassDice before) {
    return foregroundMean > before.foregroundMean
        && classes.keySet().stream().noneMatch(key -> of(key) < before.of(key));
  }

  double of(String key) {
    return classes.get(key);
  }
}
