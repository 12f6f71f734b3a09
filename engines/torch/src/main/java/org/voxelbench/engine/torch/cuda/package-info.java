/**
 * Which NVIDIA cards, drivers and libraries this machine has, and whether they fit.
 *
 * <p>The torch engine may come in; it knows the engine contract alone.
 */
package org.voxelbench.engine.torch.cuda;
