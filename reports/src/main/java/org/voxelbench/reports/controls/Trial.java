package org.voxelbench.reports.controls;

import java.util.List;
import org.voxelbench.reports.statistics.DatasetScores;
import org.voxelbench.results.ExperimentSummary.DatasetNote;
import org.voxelbench.results.TrainingCases;

/**
 * Every method, the controls among them, on one data set with one number of training cases.
 *
 * @param dataset the data set
 * @param trainingCases the number as the protocol has it
 * @param labelledCases the same as a number; of all training cases the mean over the folds
 * @param scores Dice of the methods; NaN where a method lacks rows that others have
 * @param measured whether each method has any rows
 * @param gaps what each method lacks, one clause for each run; empty if nothing, or if it was never
 *     meant to be there
 */
public record Trial(
    DatasetNote dataset,
    TrainingCases trainingCases,
    double labelledCases,
    DatasetScores scores,
    List<Boolean> measured,
    List<List<String>> gaps) {

  /** Mean Dice of a method in [0, 1]; NaN if it has no complete result. */
  public double dice(int method) {
    return scores.dice()[method];
  }

  /** Whether a method has a complete result. */
  public boolean has(int method) {
    return !Double.isNaN(dice(method));
  }
}
