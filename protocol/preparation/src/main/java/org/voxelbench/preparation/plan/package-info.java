/**
 * nnU-Net's experiment planning: from a fingerprint to spacings, patch, batch and topology, and its
 * plans file.
 *
 * <p>The other rooms of preparation, training, evaluation, methods and the harness may come in; it
 * knows the base alone.
 */
package org.voxelbench.preparation.plan;
