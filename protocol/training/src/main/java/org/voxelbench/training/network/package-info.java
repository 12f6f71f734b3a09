/**
 * nnU-Net's U-Nets as programs: topology, weights by name, initial values.
 *
 * <p>The other rooms of training, methods and the harness may come in.
 */
package org.voxelbench.training.network;
