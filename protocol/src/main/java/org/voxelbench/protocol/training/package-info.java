/**
 * The one training loop of pre-training and segmentation: epochs, validation, checkpoints and
 * divergence.
 */
package org.voxelbench.protocol.training;
