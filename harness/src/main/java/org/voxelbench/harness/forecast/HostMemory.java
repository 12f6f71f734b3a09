package org.voxelbench.harness.forecast;

import java.util.List;
import org.voxelbench.engine.PeakMemory;

/**
 * The memory of this process once everything was done in small.
 *
 * @param onCpu whether steps take the host's memory
 * @param peakBytes the most that was resident, Java's heap included
 * @param heap Java's heap
 */
record HostMemory(boolean onCpu, double peakBytes, JavaHeap heap) {

  /** Of the decompressed voxels that each prepared data set keeps at most. */
  private static final double CHUNK_CACHE_BYTES = 256L << 20;

  /** That of this process. */
  static HostMemory ofProcess(boolean onCpu) {
    return new HostMemory(onCpu, PeakMemory.sinceStart(), JavaHeap.ofProcess());
  }

  /**
   * The peak of all processes.
   *
   * @param trainings all that were measured
   * @param cached bytes of each prepared data set, decompressed
   */
  double hostBytes(Slots slots, List<StepCost> trainings, List<Double> cached) {
    double unseen =
        onCpu ? trainings.stream().mapToDouble(StepCost::unseenBytes).max().orElse(0) : 0;
    double kept = cached.stream().mapToDouble(bytes -> Math.min(bytes, CHUNK_CACHE_BYTES)).sum();
    double one = peakBytes + unseen + heap.growth(kept);
    return slots.processes() == 0 ? one : one * (slots.processes() + 1);
  }

  /** The peak of a card; 0 without one. */
  double cardBytes(List<StepCost> trainings) {
    return onCpu ? 0 : trainings.stream().mapToDouble(StepCost::memoryBytes).max().orElse(0);
  }
}
