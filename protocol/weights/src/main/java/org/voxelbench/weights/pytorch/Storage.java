package org.voxelbench.weights.pytorch;

import org.voxelbench.engine.element.ElementType;

/**
 * A run of values that tensors share.
 *
 * @param name its entry below the archive's folder, such as {@code data/7}
 * @param type what its values are; U8 where that is left to the tensors
 * @param bytes how long it is
 */
record Storage(String name, ElementType type, long bytes) {}
