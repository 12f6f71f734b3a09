package org.voxelbench.bench;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/** Carries what {@link CheckpointBenchmark} measured out of its process. */
public final class CheckpointProfiler implements InternalProfiler {

  private static CheckpointCost measured;

  static void tell(CheckpointCost cost) {
    measured = cost;
  }

  @Override
  public String getDescription() {
    return "Cost of a checkpoint";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {}

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    return List.of(
        scalar("parameters", measured.parameters(), ""),
        scalar("checkpoints", measured.checkpoints(), ""),
        scalar("step", measured.stepMillis(), "ms"),
        scalar("cost", measured.costMillis(), "ms"),
        scalar("writer", measured.writerMillis(), "ms"));
  }

  private static ScalarResult scalar(String name, double value, String unit) {
    return new ScalarResult(name, value, unit, AggregationPolicy.AVG);
  }
}
