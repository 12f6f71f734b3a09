/**
 * Distances between the surfaces of two masks, in mm.
 *
 * <p>The metrics may come in.
 */
package org.voxelbench.evaluation.surface;
