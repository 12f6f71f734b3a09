/**
 * Layouts: how the tree of files that a publisher ships maps to cases, and its conversion to
 * nnU-Net's {@code dataset.json} without a copy of what nnU-Net can read as it is.
 *
 * <p>Cards come in, and whoever opens a data set by its card.
 */
package org.voxelbench.datasets.layout;
