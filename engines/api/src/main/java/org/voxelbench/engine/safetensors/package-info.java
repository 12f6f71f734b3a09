/**
 * Files of named tensors in the safetensors format, sizes checked before memory is taken.
 *
 * <p>Everybody who stores weights may come in.
 */
package org.voxelbench.engine.safetensors;
