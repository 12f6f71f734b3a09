/** Training objectives of segmentation: Dice with cross-entropy, deep supervision, counts. */
package org.voxelbench.protocol.loss;
