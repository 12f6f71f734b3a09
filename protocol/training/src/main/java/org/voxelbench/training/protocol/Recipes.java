package org.voxelbench.training.protocol;

import org.voxelbench.base.format.Choice;

/** Whether a method's entry may decide how the method is pre-trained. */
public enum Recipes implements Choice {
  /** Batch, learning rate and optimiser are the protocol's for all methods. */
  COMMON,
  /** An entry may have its own: a method is ranked together with the recipe it was given. */
  OWN
}
