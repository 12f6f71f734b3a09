package org.voxelbench.training.protocol;

import static com.fasterxml.jackson.annotation.JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY;
import static com.fasterxml.jackson.annotation.JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED;
import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.voxelbench.base.BadInputException;
import org.voxelbench.results.TrainingCases;

/**
 * A labelled data set.
 *
 * @param name name of its card
 * @param folds validation folds to run, of nnU-Net's 5, or 0 under {@code splits: half}
 * @param trainingCases on how many of a fold's training cases runs train, one number or several,
 *     drawn for each seed, the fewer among the more; null for all
 * @param rankedAt of several, the one that ranks are read at; null for the largest
 * @param spacing voxel size under the pre-training plan, in mm, {@code [D, H, W]}; null for the
 *     plan's
 * @param groups regular expression whose first group names a case's patient; null if cases are
 *     independent
 * @param test {@code imagesTs} to evaluate every run on the publisher's test split, labelled in
 *     {@code labelsTs}; null for the fold's validation cases
 * @param splits {@code five-folds}, or {@code half} to train on one half of the patients, drawn by
 *     a fixed seed, and evaluate on the other, unless the data set's own {@code splits_final.json}
 *     states the split; null for {@code five-folds}
 */
public record DatasetEntry(
    String name,
    List<Integer> folds,
    @JsonFormat(with = {ACCEPT_SINGLE_VALUE_AS_ARRAY, WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED})
        List<TrainingCases> trainingCases,
    @JsonInclude(NON_NULL) TrainingCases rankedAt,
    @JsonInclude(NON_NULL) List<Double> spacing,
    String groups,
    @JsonInclude(NON_NULL) EvaluatedImages test,
    @JsonInclude(NON_NULL) CaseSplits splits) {

  public DatasetEntry {
    Checks.present("datasets.name", name);
    folds = Checks.nonEmpty("datasets.folds of '" + name + "'", folds);
    folds.forEach(fold -> Checks.atLeast("datasets.folds of '" + name + "'", fold, 0));
    Checks.unique("datasets.folds of '" + name + "'", folds);
    // The usual way is not written down, so that it has one hash.
    splits = splits == CaseSplits.FIVE_FOLDS ? null : splits;
    if (splits == CaseSplits.HALF && !folds.equals(List.of(0))) {
      throw new BadInputException(
          "datasets.folds of '"
              + name
              + "' is "
              + folds
              + ", but 'splits: half' makes one split; give [0].");
    }
    if (trainingCases != null) {
      String key = "datasets.trainingCases of '" + name + "'";
      trainingCases = Checks.nonEmpty(key, trainingCases).stream().sorted().toList();
      Checks.unique(key, trainingCases);
      if (trainingCases.contains(TrainingCases.UNSTATED)) {
        throw new BadInputException(
            key + ": 'unstated' is no number of training cases; give one, or all.");
      }
    }
    if (spacing != null) {
      spacing = FixedPlan.spacing("datasets.spacing of '" + name + "'", spacing);
    }
    if (rankedAt != null && !sizes(trainingCases).contains(rankedAt)) {
      throw new BadInputException(
          "datasets.rankedAt of '"
              + name
              + "' is "
              + rankedAt
              + ", but its trainingCases are "
              + sizes(trainingCases)
              + "; name one of them.");
    }
  }

  /** Of the usual splits. */
  public DatasetEntry(
      String name,
      List<Integer> folds,
      List<TrainingCases> trainingCases,
      TrainingCases rankedAt,
      List<Double> spacing,
      String groups,
      EvaluatedImages test) {
    this(name, folds, trainingCases, rankedAt, spacing, groups, test, null);
  }

  private static List<TrainingCases> sizes(List<TrainingCases> trainingCases) {
    return trainingCases == null ? List.of(TrainingCases.ALL) : trainingCases;
  }

  /** On how many training cases its runs train, the fewest first. */
  public List<TrainingCases> sizes() {
    return sizes(trainingCases);
  }

  /** The largest of them that is drawn; empty if all cases are taken. */
  public Optional<TrainingCases> mostDrawn() {
    return sizes().stream().filter(TrainingCases::bounded).max(Comparator.naturalOrder());
  }

  /** Whether one half of its patients trains and the other is evaluated on. */
  public boolean halved() {
    return splits == CaseSplits.HALF;
  }

  /** What its images depend on where it lends them to the pre-training. */
  public DatasetEntry lent() {
    return new DatasetEntry(name, folds, null, null, spacing, groups, test, splits);
  }

  /** The one of them that ranks are read at. */
  public TrainingCases ranked() {
    return rankedAt == null ? sizes().get(sizes().size() - 1) : rankedAt;
  }
}
