package org.voxelbench.engine;

/** The arithmetic of an engine. */
public enum Precision {
  /** 32-bit floats throughout. */
  FP32,
  /** Convolutions and products in bfloat16, weights, reductions and losses in 32-bit floats. */
  BF16,
  /** 64-bit floats throughout; for checks of gradients, not for training. */
  FP64
}
