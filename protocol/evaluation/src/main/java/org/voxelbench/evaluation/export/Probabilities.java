package org.voxelbench.evaluation.export;

import java.util.function.IntFunction;

/**
 * Probabilities of each class (or region) at each voxel of a case as the reader gave it.
 *
 * @param classes K
 * @param shape {@code [D, H, W]}
 * @param channel computes the probabilities of a class, {@code [D, H, W]} in C order
 */
public record Probabilities(int classes, int[] shape, IntFunction<float[]> channel) {}
