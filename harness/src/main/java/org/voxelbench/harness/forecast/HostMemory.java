package org.voxelbench.harness.forecast;

import java.util.List;
import org.voxelbench.engine.PeakMemory;

/**
 * The memory of this process once everything was done in small.
 *
 * @param onCpu whether steps take the host's memory
 * @param peakBytes the most that was resident, Java's heap included
 * @param heapBytes what Java's heap has grown to
 * @param heapLimit what it may grow to
 */
record HostMemory(boolean onCpu, double peakBytes, double heapBytes, double heapLimit) {

  /** Of the decompressed voxels that each prepared data set keeps at most. */
  private static final double CHUNK_CACHE_BYTES = 256L << 20;

  /**
   * Java's parallel collector lets the young generation grow with what is allocated, to about a
   * tenth of it over a benchmark, and to a third of the heap at most.
   */
  private static final double YOUNG_OF_ALLOCATED = 0.1;

  private static final double YOUNG_OF_HEAP = 1 / 3.0;

  /** That of this process. */
  static HostMemory ofProcess(boolean onCpu) {
    Runtime java = Runtime.getRuntime();
    return new HostMemory(onCpu, PeakMemory.sinceStart(), java.totalMemory(), java.maxMemory());
  }

  /**
   * The peak of all processes.
   *
   * @param trainings all that were measured
   * @param cached bytes of each prepared data set, decompressed
   * @param allocated bytes that all jobs allocate on Java's heap, one after another
   */
  double hostBytes(Slots slots, List<StepCost> trainings, List<Double> cached, double allocated) {
    double unseen =
        onCpu ? trainings.stream().mapToDouble(StepCost::unseenBytes).max().orElse(0) : 0;
    double kept = cached.stream().mapToDouble(bytes -> Math.min(bytes, CHUNK_CACHE_BYTES)).sum();
    double young = Math.min(YOUNG_OF_HEAP * heapLimit, YOUNG_OF_ALLOCATED * allocated);
    double heap = Math.min(heapLimit, Math.max(heapBytes, young) + kept);
    double one = Math.max(0, peakBytes - heapBytes) + unseen + heap;
    return slots.processes() == 0 ? one : one * (slots.processes() + 1);
  }

  /** The peak of a card; 0 without one. */
  double cardBytes(List<StepCost> trainings) {
    return onCpu ? 0 : trainings.stream().mapToDouble(StepCost::memoryBytes).max().orElse(0);
  }
}
