/**
 * The one training loop of pre-training and segmentation: epochs, validation, checkpoints and
 * divergence.
 *
 * <p>The harness may come in; methods never, whose work the loop calls.
 */
package org.voxelbench.training.loop;
