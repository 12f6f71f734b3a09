package org.voxelbench.evaluation.metrics;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.format.StrictJson;

/**
 * Scores of a folder of predictions in the form of nnU-Net's {@code summary.json}.
 *
 * <p>As there, undefined numbers are the literal {@code NaN}; a class that is undefined in every
 * case makes the foreground mean undefined too (nnU-Net: {@code
 * evaluation/evaluate_predictions.py}).
 *
 * @param foregroundMean per metric, the plain mean over the classes other than background
 * @param mean per class and metric, the mean over the cases in which it is defined
 * @param perCase per case, class and metric
 */
@JsonPropertyOrder({"foreground_mean", "mean", "metric_per_case"})
public record Summary(
    @JsonProperty("foreground_mean") Map<String, Double> foregroundMean,
    @JsonProperty("mean") Map<String, Map<String, Double>> mean,
    @JsonProperty("metric_per_case") List<CaseMetrics> perCase) {

  /**
   * The numbers of one case.
   *
   * @param metrics per class and metric
   * @param predictionFile where the prediction lies, or was expected
   * @param referenceFile where the reference lies
   */
  @JsonPropertyOrder({"metrics", "prediction_file", "reference_file"})
  public record CaseMetrics(
      @JsonProperty("metrics") Map<String, Map<String, Number>> metrics,
      @JsonProperty("prediction_file") String predictionFile,
      @JsonProperty("reference_file") String referenceFile) {}

  /**
   * Sums up scored cases.
   *
   * @throws BadInputException if there is none
   */
  public static Summary of(List<ScoredFile> files) {
    if (files.isEmpty()) {
      throw new BadInputException("there is no case to sum up.");
    }
    List<CaseMetrics> perCase = new ArrayList<>();
    for (ScoredFile file : files) {
      Map<String, Map<String, Number>> metrics = new TreeMap<>();
      for (ClassScore score : file.score().classes()) {
        metrics.put(score.evaluated().summaryKey(), SummaryNumbers.of(score));
      }
      perCase.add(
          new CaseMetrics(metrics, file.prediction().toString(), file.reference().toString()));
    }
    Map<String, Map<String, Double>> mean = new TreeMap<>();
    Map<String, Map<String, Double>> foreground = new TreeMap<>();
    for (ClassScore score : files.get(0).score().classes()) {
      String key = score.evaluated().summaryKey();
      Map<String, Double> ofClass = meanOverCases(key, perCase);
      mean.put(key, ofClass);
      if (!score.evaluated().background()) {
        foreground.put(key, ofClass);
      }
    }
    return new Summary(meanOverClasses(foreground), mean, perCase);
  }

  static Map<String, Double> meanOverCases(String key, List<CaseMetrics> perCase) {
    Map<String, Double> means = new TreeMap<>();
    for (String metric : perCase.get(0).metrics().get(key).keySet()) {
      ToDoubleFunction<CaseMetrics> value = c -> c.metrics().get(key).get(metric).doubleValue();
      double[] defined =
          perCase.stream().mapToDouble(value).filter(v -> !Double.isNaN(v)).toArray();
      means.put(metric, mean(defined));
    }
    return means;
  }

  static Map<String, Double> meanOverClasses(Map<String, Map<String, Double>> classes) {
    Map<String, Double> means = new TreeMap<>();
    for (Map<String, Double> ofClass : classes.values()) {
      for (String metric : ofClass.keySet()) {
        means.put(
            metric, mean(classes.values().stream().mapToDouble(c -> c.get(metric)).toArray()));
      }
    }
    return means;
  }

  /** The mean; NaN of nothing, or if any value is NaN. */
  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** Writes {@code summary.json} whole or not at all. */
  public void write(Path file) {
    StrictJson.write(file, this);
  }

  /**
   * Reads a {@code summary.json}, also one that nnU-Net wrote.
   *
   * @throws BadInputException naming file, line and key, if it is damaged, or nnU-Net 1's
   */
  public static Summary read(Path file) {
    Map<?, ?> root = StrictJson.read(file, Map.class);
    if (root.containsKey("results") && !root.containsKey("metric_per_case")) {
      throw new BadInputException(
          "'"
              + file
              + "' is a summary of nnU-Net 1 (it has the key 'results'), which counts no voxels,"
              + " expected one of nnU-Net 2; evaluate the predictions anew, with"
              + " nnUNetv2_evaluate_folder or 'voxelbench evaluate'.");
    }
    return StrictJson.read(file, Summary.class);
  }
}
