/** From logits back to segmentations and probabilities of a case as it was read. */
package org.voxelbench.protocol.export;
