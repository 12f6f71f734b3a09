package org.voxelbench.training.patch;

import org.voxelbench.preparation.cache.PreparedCase;

/**
 * Where a patch lies.
 *
 * @param preparedCase the case
 * @param lower lower corner of the loader's patch, {@code [D, H, W]}, may be negative
 */
public record PatchPosition(PreparedCase preparedCase, int[] lower) {}
