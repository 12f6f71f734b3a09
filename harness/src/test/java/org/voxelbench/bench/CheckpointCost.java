package org.voxelbench.bench;

import java.util.Map;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
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

  /** Runs {@link CheckpointBenchmark} in a process of its own. */
  static CheckpointCost run(int threads) throws RunnerException {
    Map<String, Result> found =
        new Runner(
                new OptionsBuilder()
                    .include(CheckpointBenchmark.class.getName())
                    .param("threads", Integer.toString(threads))
                    .addProfiler(CheckpointProfiler.class)
                    .verbosity(VerboseMode.SILENT)
                    .timeout(TimeValue.hours(1))
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

  static CheckpointCost of(StepTimes times, long parameters) {
    return new CheckpointCost(
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
}
