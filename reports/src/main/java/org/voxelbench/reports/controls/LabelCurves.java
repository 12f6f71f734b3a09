package org.voxelbench.reports.controls;

import java.util.List;
import org.voxelbench.results.TrainingCases;

/**
 * Dice of every method against the number of labelled cases.
 *
 * @param datasets the data sets it is averaged over
 * @param sizes the numbers of training cases, the fewest first; at least two
 * @param labelledCases the same as numbers, rising
 * @param points {@code [method, size]}, in the order of the trials' methods
 */
public record LabelCurves(
    List<String> datasets,
    List<TrainingCases> sizes,
    List<Double> labelledCases,
    List<List<LabelPoint>> points) {}
