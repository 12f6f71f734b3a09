/**
 * Batches made ahead of the training step by several threads, in an order that they don't change.
 */
package org.voxelbench.protocol.loader;
