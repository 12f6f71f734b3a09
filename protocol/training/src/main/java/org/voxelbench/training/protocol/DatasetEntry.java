package org.voxelbench.training.protocol;

import static com.fasterxml.jackson.annotation.JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY;
import static com.fasterxml.jackson.annotation.JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED;
import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.voxelbench.base.BadInputException;
import org.voxelbench.results.TrainingCases;

/**
 * A labelled data set.
 *
 * @param name name of its card
 * @param folds validation folds to run, of nnU-Net's 5
 * @param trainingCases on how many of a fold's training cases runs train, one number or several,
 *     drawn for each seed, the fewer among the more; null for all
 * @param rankedAt of several, the one that ranks are read at; null for the largest
 * @param spacing voxel size under the pre-training plan, in mm, {@code [D, H, W]}; null for the
 *     plan's
 * @param groups regular expression whose first group names a case's patient; null if cases are
 *     independent
 * @param test {@code imagesTs} to evaluate every run on the publisher's test split, labelled in
 *     {@code labelsTs}; null for the fold's validation cases
 */
public record DatasetEntry(
    String name,
    List<Integer> folds,
    @JsonFormat(with = {ACCEPT_SINGLE_VALUE_AS_ARRAY, WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED})
        List<TrainingCases> trainingCases,
    @JsonInclude(NON_NULL) TrainingCases rankedAt,
    @JsonInclude(NON_NULL) List<Double> spacing,
    String groups,
    @JsonInclude(NON_NULL) EvaluatedImages test) {

  public DatasetEntry {
    Checks.present("datasets.name", name);
    folds = Checks.nonEmpty("datasets.folds of '" + name + "'", folds);
    folds.forEach(fold -> Checks.atLeast("datasets.folds of '" + name + "'", fold, 0));
    Checks.unique("datasets.folds of '" + name + "'", folds);
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

  private static List<TrainingCases> sizes(List<TrainingCases> trainingCases) {
    return trainingCases == null ? List.of(TrainingCases.ALL) : trainingCases;
  }

  /** On how many training cases its runs train, the fewest first. */
  public List<TrainingCases> sizes() {
    return sizes(trainingCases);
  }

  /** The one of them that ranks are read at. */
  public TrainingCases ranked() {
    return rankedAt == null ? sizes().get(sizes().size() - 1) : rankedAt;
  }
}
