package org.voxelbench.bench;

/**
 * What nnU-Net takes for one operation.
 *
 * @param millis wall time
 * @param threads the threads that it may have used; its processor time is at most so many times its
 *     wall time
 */
record Reference(double millis, int threads) {

  double mostCpuMillis() {
    return threads * millis;
  }
}
