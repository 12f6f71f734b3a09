package org.voxelbench.memory;

/**
 * What one training step needs.
 *
 * @param peakBytes weights, gradients, momentum, inputs and everything that the step makes
 * @param loss the loss of the measured step
 * @param voxels voxels that the network reads in it
 * @param parameters weights of backbone and method
 */
record StepMemory(long peakBytes, double loss, long voxels, long parameters) {

  /** Weights, gradients and momentum as 32-bit floats. */
  static final long BYTES_PER_PARAMETER = 12;

  /** What is not weights, gradients and momentum, for each voxel. */
  double bytesPerVoxel() {
    return (double) (peakBytes - BYTES_PER_PARAMETER * parameters) / voxels;
  }
}
