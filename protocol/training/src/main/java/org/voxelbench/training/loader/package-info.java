/**
 * Batches made ahead of the training step by several threads, in an order that they don't change.
 *
 * <p>The loop and the harness may come in.
 */
package org.voxelbench.training.loader;
