/**
 * Learning rates and phases of a training, by epoch.
 *
 * <p>The loop and the harness may come in.
 */
package org.voxelbench.training.schedule;
