package org.voxelbench.engine.nd4j;

import java.util.Optional;

/**
 * A CUDA device as the driver describes it.
 *
 * @param name the card's name
 */
record CudaCard(String name, ComputeCapability capability) {

  /** The oldest compute capability that ND4J's CUDA 11.6 build has machine code for. */
  private static final ComputeCapability OLDEST = new ComputeCapability(3, 7);

  /**
   * The first one that runs none of that code: the newest in the build is 8.6, and it has no PTX.
   */
  private static final ComputeCapability TOO_NEW = new ComputeCapability(9, 0);

  /** Why ND4J has no code for the card, or empty if it has. */
  Optional<String> unsupported() {
    if (capability.compareTo(TOO_NEW) >= 0) {
      return Optional.of(
          "ND4J's CUDA 11.6 build has no code for sm_"
              + capability.major()
              + capability.minor()
              + "; use engine torch");
    }
    if (capability.compareTo(OLDEST) < 0) {
      return Optional.of(
          "the GPU "
              + name
              + " has compute capability "
              + capability
              + ", but ND4J's CUDA 11.6 build needs "
              + OLDEST
              + " or newer; use the device cpu");
    }
    return Optional.empty();
  }
}
