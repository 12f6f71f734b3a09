/**
 * Scores predictions against references as nnU-Net does, with an explicit policy for absences.
 *
 * <p>The harness may come in.
 */
package org.voxelbench.evaluation.metrics;
