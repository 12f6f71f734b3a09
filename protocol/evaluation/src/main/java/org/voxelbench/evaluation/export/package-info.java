/**
 * From logits back to segmentations and probabilities of a case as it was read.
 *
 * <p>The harness may come in.
 */
package org.voxelbench.evaluation.export;
