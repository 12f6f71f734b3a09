package org.voxelbench.engine.nd4j;

/** A CUDA device's compute capability. */
record ComputeCapability(int major, int minor) implements Comparable<ComputeCapability> {

  @Override
  public int compareTo(ComputeCapability other) {
    return major != other.major
        ? Integer.compare(major, other.major)
        : Integer.compare(minor, other.minor);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
