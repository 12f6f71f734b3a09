package org.voxelbench.training.transfer;

import org.voxelbench.engine.NdArray;

/** How a pre-trained weight is brought to a downstream shape. */
sealed interface WeightFit permits KernelFit, PositionFit {

  /** Whether it arrives as it was. */
  boolean exact();

  /** What is done to it, for people. */
  String reason();

  /** The values in the downstream shape. */
  NdArray apply(NdArray value);
}
