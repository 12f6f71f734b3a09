/**
 * The report as a whole: builder, choices, and the one self-contained page, all rebuilt from the
 * rows of an experiment, its summary and the pictures it names alone.
 *
 * <p>The way of a number: {@code rows -> Experiment (refuses what can't be compared) -> Scores
 * (Dice per class, data set and method) -> Ranks -> Standings (average ranks) -> tables, charts,
 * page}.
 *
 * <p>The harness may come in; it knows all other rooms of the reports.
 */
package org.voxelbench.reports.page;
