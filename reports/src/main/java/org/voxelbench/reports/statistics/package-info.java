/**
 * Ranks, their uncertainty, and tests: functions of Dice alone, without files, words or charts.
 *
 * <p>{@link org.voxelbench.reports.statistics.ScoreMatrix} goes in; ties, missing results,
 * identical methods and too few data sets are answers here, never exceptions.
 *
 * <p>The ranking and all rooms above may come in.
 */
package org.voxelbench.reports.statistics;
