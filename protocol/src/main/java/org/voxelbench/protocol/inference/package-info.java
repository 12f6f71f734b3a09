/** From a preprocessed case to logits: sliding window, Gaussian weights, mirroring, folds. */
package org.voxelbench.protocol.inference;
