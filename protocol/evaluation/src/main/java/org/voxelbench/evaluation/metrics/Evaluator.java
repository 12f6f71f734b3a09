package org.voxelbench.evaluation.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.voxelbench.base.BadInputException;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.Labels;
import org.voxelbench.evaluation.surface.SurfaceDistances;
import org.voxelbench.results.CaseStatus;
import org.voxelbench.results.metric.ClassComparison;
import org.voxelbench.results.metric.Confusion;
import org.voxelbench.results.metric.MetricValues;
import org.voxelbench.results.metric.SurfacePair;

/**
 * Scores label maps of whole cases, in their original geometry.
 *
 * @param classes what is scored
 * @param ignoreLabel reference label whose voxels are left out of every count
 */
public record Evaluator(List<EvaluatedClass> classes, OptionalInt ignoreLabel) {

  public Evaluator {
    classes = List.copyOf(classes);
    if (classes.isEmpty()) {
      throw new BadInputException("there is no class to evaluate.");
    }
  }

  /** An evaluator of a data set's foreground labels or regions. */
  public static Evaluator of(Labels labels) {
    return new Evaluator(EvaluatedClass.of(labels), labels.ignoreLabel());
  }

  /** All label values that a voxel may hold, ascending: background and ignore label included. */
  SortedSet<Integer> labels() {
    SortedSet<Integer> labels = new TreeSet<>(Set.of(0));
    classes.forEach(evaluated -> labels.addAll(evaluated.labels()));
    ignoreLabel.ifPresent(labels::add);
    return labels;
  }

  /**
   * Scores a prediction.
   *
   * @throws BadInputException naming the case, if the two don't lie on the same voxels
   */
  public CaseScore score(String caseId, LabelMap prediction, LabelMap reference) {
    List<Confusion> confusions = confusions(caseId, prediction, reference);
    List<ClassScore> scores = new ArrayList<>();
    for (int c = 0; c < classes.size(); c++) {
      scores.add(score(classes.get(c), confusions.get(c), prediction, reference));
    }
    return new CaseScore(caseId, scores);
  }

  private ClassScore score(
      EvaluatedClass evaluated, Confusion confusion, LabelMap prediction, LabelMap reference) {
    if (confusion.absent()) {
      return new ClassScore(evaluated, CaseStatus.EMPTY, confusion, MetricValues.UNDEFINED);
    }
    Optional<SurfacePair> surfaces =
        confusion.inBoth()
            ? Optional.of(surfaces(evaluated, prediction, reference))
            : Optional.empty();
    MetricValues values = MetricValues.measure(new ClassComparison(confusion, false, surfaces));
    return new ClassScore(evaluated, CaseStatus.SCORED, confusion, values);
  }

  /** Scores a case whose prediction is missing: Dice 0 for every class. */
  public CaseScore missing(String caseId, LabelMap reference) {
    List<Confusion> confusions = confusions(caseId, empty(reference), reference);
    List<ClassScore> scores = new ArrayList<>();
    for (int c = 0; c < classes.size(); c++) {
      MetricValues values = MetricValues.measure(ClassComparison.ofCounts(confusions.get(c), true));
      scores.add(new ClassScore(classes.get(c), CaseStatus.MISSING, confusions.get(c), values));
    }
    return new CaseScore(caseId, scores);
  }

  /**
   * Counts the voxels of every class, in the order of the classes, without measuring surfaces.
   *
   * @throws BadInputException naming the case, if the two don't lie on the same voxels
   */
  public List<Confusion> confusions(String caseId, LabelMap prediction, LabelMap reference) {
    SameGeometry.check(caseId, prediction.geometry(), reference.geometry());
    JointHistogram histogram =
        new JointHistogram(classes, ignoreLabel, reference.labels(), prediction.labels());
    return classes.stream().map(histogram::confusion).toList();
  }

  private SurfacePair surfaces(EvaluatedClass evaluated, LabelMap prediction, LabelMap reference) {
    return SurfaceDistances.of(
        reference.geometry().size(),
        reference.geometry().spacing(),
        new ClassMask(evaluated, ignoreLabel, reference.labels(), reference.labels()),
        new ClassMask(evaluated, ignoreLabel, prediction.labels(), reference.labels()));
  }

  private static LabelMap empty(LabelMap like) {
    return new LabelMap(like.geometry(), new short[like.labels().length]);
  }
}
