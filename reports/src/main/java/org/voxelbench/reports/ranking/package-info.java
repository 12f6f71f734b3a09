/**
 * From rows to ranks: what may be compared, Dice per class, data set and method, average ranks.
 *
 * <p>All rooms above may come in; it knows tables' words and the statistics.
 */
package org.voxelbench.reports.ranking;
