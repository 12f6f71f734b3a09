/**
 * The adaptation plan that nnssl leaves in a checkpoint: what its weights are and how they are to
 * be fine-tuned.
 *
 * <p>Who fine-tunes such a checkpoint comes in to read, who hands on a pre-training to write.
 */
package org.voxelbench.weights.nnssl;
