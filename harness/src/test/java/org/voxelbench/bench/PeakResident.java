package org.voxelbench.bench;

import java.util.Collection;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;
import org.voxelbench.engine.PeakMemory;

/** The most memory that the process held so far, that of native code included. */
public final class PeakResident implements InternalProfiler {

  static final String NAME = "peak";

  @Override
  public String getDescription() {
    return "Peak resident memory of the process";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {}

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    long bytes = PeakMemory.ofProcess(Pointer::physicalBytes);
    return List.of(new ScalarResult(NAME, bytes, "bytes", AggregationPolicy.MAX));
  }
}
