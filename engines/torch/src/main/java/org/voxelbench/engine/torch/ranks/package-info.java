/**
 * Several ranks of one batch: what they tell each other on the way forward, and the sum of their
 * gradients.
 *
 * <p>Ranks of one process are threads; processes speak by c10d, LibTorch's collectives. The engine
 * comes in.
 */
package org.voxelbench.engine.torch.ranks;
