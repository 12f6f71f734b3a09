package org.voxelbench.engine;

/**
 * An opaque handle to a value inside one run of a {@link Program}; it is dead once the program has
 * returned.
 *
 * <p>Volumes are laid out {@code [N, C, D, H, W]}.
 */
public interface Tensor {

  /** The shape, always fully known; a scalar has length 0. */
  int[] shape();
}
