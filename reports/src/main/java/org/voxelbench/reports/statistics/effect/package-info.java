/**
 * By how much one method is ahead of another, with the interval that new cases and new seeds would
 * have.
 *
 * <p>It is made of {@link org.voxelbench.reports.statistics.ScoreMatrix} alone. The ranking and all
 * rooms above may come in.
 */
package org.voxelbench.reports.statistics.effect;
