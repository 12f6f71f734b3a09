/**
 * Files of weights that others wrote, whatever their kind: what is in them, and the values of one
 * tensor at a time.
 *
 * <p>Everybody who reads weights comes in here, by {@link org.voxelbench.weights.WeightsArchive}.
 */
package org.voxelbench.weights;
