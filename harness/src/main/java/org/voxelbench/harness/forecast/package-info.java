/**
 * What a benchmark will take of time, memory and disk: steps, cases and predictions are measured in
 * small, and summed over all cases and jobs.
 *
 * <p>The room that runs may come in.
 */
package org.voxelbench.harness.forecast;
