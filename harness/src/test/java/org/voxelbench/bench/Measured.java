package org.voxelbench.bench;

import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What one operation takes.
 *
 * @param millis mean wall time
 * @param error half the 99.9 % confidence interval of {@code millis}; NaN of a single measurement
 * @param cpuMillis mean processor time of all threads of the process
 * @param peakBytes the most memory that the process held, start-up and warm-up included
 * @param operations how many were measured
 */
record Measured(double millis, double error, double cpuMillis, long peakBytes, long operations) {

  /** Runs the one benchmark that the options select, in a process of its own. */
  static Measured run(ChainedOptionsBuilder options) throws RunnerException {
    RunResult run =
        new Runner(
                options
                    .addProfiler(CpuTime.class)
                    .addProfiler(PeakResident.class)
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .build())
            .run()
            .iterator()
            .next();
    Result<?> wall = run.getPrimaryResult();
    Result<?> cpu = run.getSecondaryResults().get(CpuTime.NAME);
    double peak = run.getSecondaryResults().get(PeakResident.NAME).getScore();
    long operations =
        run.getBenchmarkResults().stream()
            .mapToLong(fork -> fork.getMetadata().getMeasurementOps())
            .sum();
    return new Measured(
        wall.getScore(), wall.getScoreError(), cpu.getScore(), (long) peak, operations);
  }
}
