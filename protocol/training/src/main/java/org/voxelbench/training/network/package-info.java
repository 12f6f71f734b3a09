/**
 * Networks as programs behind one interface, {@code Network}: nnU-Net's U-Nets, their weights by
 * name, initial values.
 *
 * <p>The other rooms of training, methods and the harness may come in.
 */
package org.voxelbench.training.network;
