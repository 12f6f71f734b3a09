package org.voxelbench.evaluation.metrics;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.voxelbench.base.BadInputException;
import org.voxelbench.results.CaseStatus;
import org.voxelbench.results.ImportedRows;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.TrainingCases;
import org.voxelbench.results.metric.Confusion;
import org.voxelbench.results.metric.MetricValues;
import org.voxelbench.results.metric.Metrics;

/**
 * Result rows from a {@code summary.json} that Python nnU-Net wrote.
 *
 * <p>Nothing is taken on trust: every key must be one of nnU-Net's, counts must agree with each
 * other, Dice and IoU with the counts, and the file's means with its cases. A class in neither
 * reference nor prediction, which nnU-Net writes as {@code NaN}, becomes {@link CaseStatus#EMPTY}.
 * nnU-Net leaves cases without prediction out of the file, so none can be known to be missing.
 *
 * <p>Source: nnU-Net's {@code evaluation/evaluate_predictions.py}.
 */
public final class NnUnetImport {

  private static final Set<String> METRICS =
      new TreeSet<>(Set.of("Dice", "FN", "FP", "IoU", "TN", "TP", "n_pred", "n_ref"));

  /** Relative to the larger of 1 and the number: what summing in another order may change. */
  private static final double TOLERANCE = 1e-9;

  /** Up to here doubles hold every whole number. */
  private static final double MAX_COUNT = 1L << 53;

  private final Path file;
  private final Target target;

  private NnUnetImport(Path file, Target target) {
    this.file = file;
    this.target = target;
  }

  /**
   * What the file doesn't say about its rows.
   *
   * @param dataset data set's name
   * @param role {@code dev} or {@code test}
   * @param method method's id
   * @param fold fold whose validation cases were predicted
   * @param seed seed of the run
   * @param labels names of labels and regions by their values, such as {@code 1+2+3}; one without a
   *     name is called by its values
   */
  public record Target(
      String dataset, String role, String method, int fold, long seed, Map<String, String> labels) {

    public Target {
      labels = Map.copyOf(labels);
    }
  }

  /**
   * Reads one file.
   *
   * @throws BadInputException naming file, case and key, if it isn't what nnU-Net writes
   */
  public static List<ResultRow> read(Path file, Target target) {
    return new NnUnetImport(file, target).rows(Summary.read(file));
  }

  private List<ResultRow> rows(Summary summary) {
    if (summary.perCase().isEmpty()) {
      throw refused("key 'metric_per_case'", "holds no case, expected one or more");
    }
    Map<String, EvaluatedClass> classes = new LinkedHashMap<>();
    summary.mean().keySet().forEach(key -> classes.put(key, evaluated(key)));
    checkNames(classes);
    List<ResultRow> rows = new ArrayList<>();
    FilePairs pairs = FilePairs.of(summary);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < summary.perCase().size(); i++) {
      String place = "key 'metric_per_case[" + i + "]'";
      Summary.CaseMetrics scored = required(summary.perCase().get(i), place);
      String id = caseId(scored, place, pairs);
      if (!seen.add(id)) {
        throw refused(place, "is case '" + id + "', which stands in the file already");
      }
      String of = "case '" + id + "'";
      Map<String, Map<String, Number>> metrics = required(scored.metrics(), of);
      checkKeys(of, "label", metrics.keySet(), classes.keySet());
      List<ResultRow> own = new ArrayList<>();
      classes.forEach((key, label) -> own.add(row(id, label, key, metrics.get(key))));
      checkVoxels(of, own);
      rows.addAll(own);
    }
    checkMeans(summary, classes);
    return List.copyOf(rows);
  }

  private EvaluatedClass evaluated(String key) {
    String place = "key 'mean." + key + "'";
    boolean region = key.startsWith("(");
    if (!key.matches("[0-9]{1,5}|\\([0-9]{1,5},\\)|\\([0-9]{1,5}(, [0-9]{1,5})+\\)")) {
      throw refused(place, "is no label such as 1 and no region such as (1, 2, 3)");
    }
    List<Integer> values = new ArrayList<>();
    for (String value : key.replaceAll("[() ]", "").split(",")) {
      values.add(Integer.parseInt(value));
    }
    EvaluatedClass plain = new EvaluatedClass(key, values, region);
    String name = target.labels().getOrDefault(plain.labelValues(), plain.labelValues());
    return new EvaluatedClass(name, values, region);
  }

  private void checkNames(Map<String, EvaluatedClass> classes) {
    Set<String> names = new HashSet<>();
    Set<String> values = new TreeSet<>();
    for (EvaluatedClass label : classes.values()) {
      if (!values.add(label.labelValues()) || !names.add(label.name())) {
        throw refused("key 'mean'", "has two labels called '" + label.name() + "'");
      }
    }
    for (String named : target.labels().keySet()) {
      if (!values.contains(named)) {
        throw refused(
            "key 'mean'",
            "has the labels "
                + String.join(", ", values)
                + ", and none with the values "
                + named
                + " that a name was given for");
      }
    }
  }

  private String caseId(Summary.CaseMetrics scored, String place, FilePairs pairs) {
    String prediction = required(scored.predictionFile(), place + ", 'prediction_file'");
    String reference = required(scored.referenceFile(), place + ", 'reference_file'");
    if (!pairs.fit(prediction, reference)) {
      throw refused(
          place,
          "compares prediction '"
              + FilePairs.stem(prediction)
              + "' with reference '"
              + FilePairs.stem(reference)
              + "', expected two files of one name");
    }
    return FilePairs.stem(prediction);
  }

  private ResultRow row(String id, EvaluatedClass label, String key, Map<String, Number> metrics) {
    String place = "case '" + id + "', label '" + key + "'";
    checkKeys(place, "key", required(metrics, place).keySet(), METRICS);
    long tp = count(metrics, "TP", place);
    long fp = count(metrics, "FP", place);
    long fn = count(metrics, "FN", place);
    long tn = count(metrics, "TN", place);
    same(place, "n_pred", count(metrics, "n_pred", place), tp + fp);
    same(place, "n_ref", count(metrics, "n_ref", place), tp + fn);
    Confusion confusion = new Confusion(tp, fp, fn, tn);
    double dice = metric(metrics, "Dice", place);
    double iou = metric(metrics, "IoU", place);
    same(place, "Dice", dice, Metrics.DICE.of(confusion));
    same(place, "IoU", iou, Metrics.IOU.of(confusion));
    return new ResultRow(
        ImportedRows.NNUNET,
        ImportedRows.NNUNET,
        target.dataset(),
        target.role(),
        ImportedRows.NNUNET,
        ImportedRows.NNUNET,
        ImportedRows.NNUNET,
        ImportedRows.NNUNET,
        target.method(),
        ImportedRows.NNUNET,
        TrainingCases.UNSTATED,
        target.fold(),
        target.seed(),
        id,
        label.name(),
        label.labelValues(),
        Double.isNaN(dice) ? CaseStatus.EMPTY : CaseStatus.SCORED,
        tp,
        fp,
        fn,
        tn,
        MetricValues.of(Map.of(Metrics.DICE, dice, Metrics.IOU, iou)));
  }

  /** Every label is counted over the same voxels. */
  private void checkVoxels(String place, List<ResultRow> rows) {
    for (ResultRow row : rows) {
      same(
          place + ", label values '" + row.labelValues() + "'",
          "sum of TP, FP, FN and TN",
          voxels(row),
          voxels(rows.get(0)));
    }
  }

  private static long voxels(ResultRow row) {
    return row.tp() + row.fp() + row.fn() + row.tn();
  }

  private long count(Map<String, Number> metrics, String key, String place) {
    double value = metric(metrics, key, place);
    if (!(value >= 0 && value <= MAX_COUNT) || value != Math.rint(value)) {
      throw refused(place + ", key '" + key + "'", "is " + value + ", expected a count of voxels");
    }
    return (long) value;
  }

  private double metric(Map<String, Number> metrics, String key, String place) {
    return required(metrics.get(key), place + ", key '" + key + "'").doubleValue();
  }

  private void checkMeans(Summary summary, Map<String, EvaluatedClass> classes) {
    Map<String, Map<String, Double>> foreground = new TreeMap<>();
    classes.forEach(
        (key, label) -> {
          Map<String, Double> own = required(summary.mean().get(key), "key 'mean." + key + "'");
          Map<String, Double> cases = Summary.meanOverCases(key, summary.perCase());
          checkMeans("mean." + key, own, cases);
          if (!label.background()) {
            foreground.put(key, cases);
          }
        });
    if (foreground.isEmpty()) {
      throw refused("key 'mean'", "has no label but the background, so there is nothing to rank");
    }
    checkMeans("foreground_mean", summary.foregroundMean(), Summary.meanOverClasses(foreground));
  }

  private void checkMeans(String key, Map<String, Double> own, Map<String, Double> expected) {
    checkKeys("key '" + key + "'", "key", own.keySet(), METRICS);
    for (String metric : METRICS) {
      double value = required(own.get(metric), "key '" + key + "." + metric + "'");
      same("key '" + key + "'", metric, value, expected.get(metric));
    }
  }

  private void same(String place, String key, double value, double expected) {
    double tolerance = TOLERANCE * Math.max(1, Math.abs(expected));
    boolean bothUndefined = Double.isNaN(value) && Double.isNaN(expected);
    if (!bothUndefined && !(Math.abs(value - expected) <= tolerance)) {
      throw refused(
          place + ", key '" + key + "'",
          "is " + value + ", but the other numbers give " + expected);
    }
  }

  private void checkKeys(String place, String what, Set<String> own, Set<String> expected) {
    for (String key : own) {
      if (!expected.contains(key)) {
        throw refused(
            place, "has the unknown " + what + " '" + key + "'; expected are " + list(expected));
      }
    }
    for (String key : expected) {
      if (!own.contains(key)) {
        throw refused(
            place, "lacks the " + what + " '" + key + "'; expected are " + list(expected));
      }
    }
  }

  private static String list(Set<String> keys) {
    return String.join(", ", keys);
  }

  private <T> T required(T value, String place) {
    if (value == null) {
      throw refused(place, "is null");
    }
    return value;
  }

  private BadInputException refused(String place, String what) {
    return new BadInputException(
        "'" + file + "', " + place + " " + what + "; evaluate the predictions with nnU-Net anew.");
  }
}
