/**
 * The report as a whole: builder, choices, and the one self-contained page, all rebuilt from the
 * rows of an experiment, its summary and the pictures it names alone.
 *
 * <p>The way of a number: {@code rows -> ComparableRows (refuses what can't be compared) ->
 * ResultTable (one typed table) -> DatasetMeans (its groups and their means) -> Scores (Dice per
 * class, data set and method) -> Ranking (ranks and average ranks) -> tables, charts, page}.
 *
 * <p>The harness may come in; it knows all other rooms of the reports.
 */
package org.voxelbench.reports.page;
