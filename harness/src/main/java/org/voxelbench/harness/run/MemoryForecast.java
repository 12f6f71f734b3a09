package org.voxelbench.harness.run;

import org.voxelbench.harness.console.HostInfo;

/**
 * What a benchmark may take of memory, as a scheduler counts it: all of its processes.
 *
 * @param cardBytes of the card; 0 without one
 * @param stepBytes of the host, for training steps
 * @param heapBytes the most that Java's heap may grow to
 * @param programBytes the program, its libraries and what the engine holds between steps
 */
record MemoryForecast(double cardBytes, double stepBytes, double heapBytes, double programBytes) {

  /**
   * From measured steps.
   *
   * @param batches how many times larger the largest batch is than the one measured
   * @param onCpu whether steps take the host's memory
   * @param atOnce runs side by side; they share one heap's bytes, and more than one have processes
   *     of their own beside the benchmark's
   */
  static MemoryForecast of(StepProbe probe, double batches, boolean onCpu, int atOnce) {
    return new MemoryForecast(
        onCpu ? 0 : probe.memoryBytes() * batches,
        onCpu ? (probe.memoryBytes() - probe.beforeBytes()) * batches * atOnce : 0,
        Runtime.getRuntime().maxMemory(),
        probe.programBytes() * (atOnce > 1 ? atOnce + 1 : 1));
  }

  double hostBytes() {
    return stepBytes + heapBytes + programBytes;
  }

  /** In words, what to ask a scheduler for. */
  String words() {
    String host =
        HostInfo.gibibytes(hostBytes())
            + " of the host at most ("
            + (stepBytes > 0 ? HostInfo.gibibytes(stepBytes) + " for steps, " : "")
            + HostInfo.gibibytes(programBytes)
            + " for the program, and the Java heap, which VOXELBENCH_JAVA_OPTS=-Xmx… bounds and may"
            + " grow to "
            + HostInfo.gibibytes(heapBytes)
            + ")";
    return cardBytes > 0 ? HostInfo.gibibytes(cardBytes) + " of the card, " + host : host;
  }
}
