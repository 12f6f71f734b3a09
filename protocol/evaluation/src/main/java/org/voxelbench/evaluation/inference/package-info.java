/**
 * From a preprocessed case to logits: sliding window, Gaussian weights, mirroring, folds.
 *
 * <p>Export and the harness may come in.
 */
package org.voxelbench.evaluation.inference;
