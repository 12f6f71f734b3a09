/**
 * Adaptation: pre-trained weights moved into a downstream network.
 *
 * <p>The pretext contract, methods and the harness may come in.
 */
package org.voxelbench.training.transfer;
