/**
 * Removing spurious components of predictions, where the validation folds show that it helps.
 *
 * <p>The harness may come in.
 */
package org.voxelbench.evaluation.postprocess;
