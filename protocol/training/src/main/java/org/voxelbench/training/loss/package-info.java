/**
 * Training objectives of segmentation: Dice with cross-entropy, deep supervision, counts.
 *
 * <p>The loop and the harness may come in.
 */
package org.voxelbench.training.loss;
