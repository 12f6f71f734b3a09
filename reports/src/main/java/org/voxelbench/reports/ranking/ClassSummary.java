package org.voxelbench.reports.ranking;

/**
 * One foreground class (or region) of one method on one data set.
 *
 * @param label the class
 * @param labelValues its label values
 * @param dice Dice in [0, 1], averaged over cases and then over seeds; NaN if no case has the class
 * @param means the metrics beside Dice
 * @param used rows that count in the mean, missing predictions among them
 * @param empty rows left out since neither reference nor prediction holds the class
 * @param missing rows without a prediction; each counts as 0
 * @param absent rows that other methods have and this one lacks
 */
public record ClassSummary(
    String label,
    String labelValues,
    double dice,
    MetricMeans means,
    int used,
    int empty,
    int missing,
    int absent) {}
