package org.voxelbench.bench;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What a checkpoint costs a training.
 *
 * @param parameters the network's weights
 * @param checkpoints how many the means are over
 * @param stepMillis median time of a step without a checkpoint
 * @param costMillis what a checkpoint makes the training wait, its steps beside the writing
 *     included
 * @param writerMillis processor time of the thread that writes
 */
record CheckpointCost(
    long parameters, int checkpoints, double stepMillis, double costMillis, double writerMillis) {

  private static final int STEPS_PER_EPOCH = 250;

  /** What the measured process found. */
  private static CheckpointCost told;

  /** Runs {@link CheckpointBenchmark} in a process of its own. */
  static CheckpointCost run(int threads) throws RunnerException {
    Map<String, Result> found =
        new Runner(
                new OptionsBuilder()
                    .include(CheckpointBenchmark.class.getName())
                    .param("threads", Integer.toString(threads))
                    .addProfiler(Carrier.class)
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .build())
            .run()
            .iterator()
            .next()
            .getSecondaryResults();
    return new CheckpointCost(
        (long) found.get("parameters").getScore(),
        (int) found.get("checkpoints").getScore(),
        found.get("step").getScore(),
        found.get("cost").getScore(),
        found.get("writer").getScore());
  }

  static void tell(StepTimes times, long parameters) {
    told =
        new CheckpointCost(
            parameters,
            times.checkpoints(),
            times.stepMillis(),
            times.costMillis(),
            times.writerMillis());
  }

  /** An epoch without checkpoints, in ms. */
  double epochMillis() {
    return STEPS_PER_EPOCH * stepMillis;
  }

  /** What one checkpoint takes of an epoch, as a share. */
  double share() {
    return costMillis / epochMillis();
  }

  /** Carries it out of that process. */
  public static final class Carrier implements InternalProfiler {

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
          scalar("parameters", told.parameters, ""),
          scalar("checkpoints", told.checkpoints, ""),
          scalar("step", told.stepMillis, "ms"),
          scalar("cost", told.costMillis, "ms"),
          scalar("writer", told.writerMillis, "ms"));
    }

    private static ScalarResult scalar(String name, double value, String unit) {
      return new ScalarResult(name, value, unit, AggregationPolicy.AVG);
    }
  }
}
