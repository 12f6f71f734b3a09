package org.voxelbench.engine.safetensors;

import org.voxelbench.engine.element.ElementType;

/**
 * A tensor's place in a {@code .safetensors} file.
 *
 * @param begin its first byte, counted from the end of the header
 * @param end the byte after its last
 */
public record SafetensorsEntry(String name, ElementType type, int[] shape, long begin, long end) {}
