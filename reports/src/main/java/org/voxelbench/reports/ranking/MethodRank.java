package org.voxelbench.reports.ranking;

import org.voxelbench.results.ExperimentSummary.MethodNote;

/**
 * Where a method stands over several data sets.
 *
 * @param method the method
 * @param averageRank mean over the data sets of its rank
 * @param meanDice mean over the data sets of its Dice in [0, 1]; NaN if it has none on one of them
 * @param missing data sets without a Dice, where it takes the last rank
 */
public record MethodRank(MethodNote method, double averageRank, double meanDice, int missing) {}
