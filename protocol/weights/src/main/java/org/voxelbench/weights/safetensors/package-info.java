/**
 * Safetensors files, alone or as the shards of an index.
 *
 * <p>{@link org.voxelbench.weights.WeightsArchive} comes in; the format itself is the engine
 * contract's.
 */
package org.voxelbench.weights.safetensors;
