package org.voxelbench.weights.pickle;

/**
 * A constant of Python that is known by its name, such as {@code torch.float16}.
 *
 * @param name with its module
 */
public record Named(String name) {}
