/**
 * The ops of a program in LibTorch, with what keeps them right: padding, precision, and which
 * intermediates may go.
 *
 * <p>The torch engine may come in; it knows the engine contract alone.
 */
package org.voxelbench.engine.torch.ops;
