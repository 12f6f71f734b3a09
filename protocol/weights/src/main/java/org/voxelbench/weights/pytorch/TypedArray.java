package org.voxelbench.weights.pytorch;

import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.element.ElementType;

/**
 * An array to be written as another type than that of its floats, such as a count as {@code I64}.
 *
 * <p>Two are equal if they wrap the same array, not an equal one.
 */
public record TypedArray(NdArray array, ElementType type) {}
