/**
 * Files of {@code torch.save}: the zip container, its pickle and its storages.
 *
 * <p>{@link org.voxelbench.weights.WeightsArchive} comes in to read; who hands weights to PyTorch
 * comes in to write.
 */
package org.voxelbench.weights.pytorch;
