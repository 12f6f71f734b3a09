package org.voxelbench.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.voxelbench.training.loader.SegmentationBatch;
import org.voxelbench.training.loader.SegmentationBatches;

/**
 * Sampling and augmenting one patch on one thread, from cases in memory.
 *
 * <p>Every operation draws anew whether and how to change its patch, so that the mean is over cheap
 * and dear ones alike.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseParallelGC")
public class AugmentationBenchmark {

  /** The patch, D x H x W. */
  @Param({"40x56x40", "64x64x64"})
  public String patch;

  private SegmentationBatches batches;
  private long iteration;

  /** Draws the cases. */
  @Setup(Level.Trial)
  public void open() {
    batches = BenchPlan.batches(BenchPlan.shape(patch));
  }

  /** One batch; the time is per patch. */
  @Benchmark
  @OperationsPerInvocation(BenchPlan.BATCH_SIZE)
  public SegmentationBatch batch() {
    return batches.apply(iteration++);
  }
}
