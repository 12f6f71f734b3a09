/** Removing spurious components of predictions, where the validation folds show that it helps. */
package org.voxelbench.protocol.postprocess;
