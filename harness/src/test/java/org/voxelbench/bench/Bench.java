package org.voxelbench.bench;

import java.io.IOException;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.engine.Precision;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what {@code make bench} prints: first by JMH, each in a process of its own. */
@Command(
    name = "bench",
    description = "Measures training step, data loading and memory on the CPU.",
    mixinStandardHelpOptions = true)
public final class Bench implements Callable<Integer> {

  private static final double LARGEST_WAIT = 0.05;
  private static final double LARGEST_DRIFT = 0.05;

  @Option(
      names = "--steps",
      defaultValue = "100",
      description = "steps of the measured training (default: ${DEFAULT-VALUE})")
  private int steps;

  @Option(
      names = "--threads",
      defaultValue = "0",
      description = "threads of one op (default: one per core)")
  private int threads;

  @Option(names = "--training-only", description = "leave out the benchmarks of single steps")
  private boolean trainingOnly;

  /** Runs the bench and exits with 0, or 1 if it fails. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Bench()).execute(args));
  }

  @Override
  public Integer call() throws IOException, RunnerException {
    if (steps < 2) {
      throw new CommandLine.ParameterException(
          new CommandLine(this), "--steps (" + steps + ") must be at least 2.");
    }
    Baseline baseline = Baseline.find();
    FigureTable table = new FigureTable("figure", "this machine", baseline.name());
    if (!trainingOnly) {
      steps(table, baseline, bfloat16InHardware());
      augmentation(table, baseline);
    }
    try (Engine engine = BenchPlan.engine(Optional.empty(), threads)) {
      say("measuring a training of " + steps + " steps");
      training(table, MeasuredTraining.run(engine, steps, Bench::say));
      print(engine.info(), table);
    }
    return 0;
  }

  /** The engine takes bfloat16 by itself just where the processor has it. */
  private boolean bfloat16InHardware() {
    try (Engine engine = BenchPlan.engine(Optional.empty(), threads)) {
      return engine.info().precision() == Precision.BF16;
    }
  }

  private void steps(FigureTable table, Baseline baseline, boolean bfloat16InHardware)
      throws RunnerException {
    for (Precision precision : new Precision[] {Precision.FP32, Precision.BF16}) {
      String name = precision.name().toLowerCase(Locale.ROOT);
      if (precision == Precision.BF16) {
        name += bfloat16InHardware ? " (in hardware)" : " (not in hardware)";
      }
      table.add("training step, " + name, step("step", precision), baseline.step(precision));
      table.add("forward pass, " + name, step("forward", precision), baseline.forward(precision));
    }
  }

  private String step(String method, Precision precision) throws RunnerException {
    say("measuring the benchmark " + method + " in " + precision);
    return run(
        new OptionsBuilder()
            .include(TorchStepBenchmark.class.getName() + "." + method + "$")
            .param("precision", precision.name())
            .param("threads", Integer.toString(threads)));
  }

  private void augmentation(FigureTable table, Baseline baseline) throws RunnerException {
    for (String patch : new String[] {"40x56x40", "64x64x64"}) {
      say("measuring sampling and augmentation of " + patch);
      String figure =
          run(
              new OptionsBuilder()
                  .include(AugmentationBenchmark.class.getName())
                  .param("patch", patch));
      table.add("sampling + augmentation, " + patch, figure, baseline.augmentation(patch));
    }
  }

  private static String run(ChainedOptionsBuilder options) throws RunnerException {
    Collection<RunResult> results =
        new Runner(options.verbosity(VerboseMode.SILENT).shouldFailOnError(true).build()).run();
    Result<?> result = results.iterator().next().getPrimaryResult();
    return format("%.1f +- %.1f ms", result.getScore(), result.getScoreError());
  }

  private static void training(FigureTable table, MeasuredTraining measured) {
    table.add(
        "training of " + measured.steps() + " steps, per step",
        format("%.1f ms", measured.millisPerStep()),
        "");
    table.add(
        "share of a step that waits for data",
        format("%.2f %%", 100 * measured.waitShare()) + goal(measured.waitShare(), LARGEST_WAIT),
        "");
    table.add("peak memory", mebibytes(measured.peakBytes()), "");
    table.add(
        "resident memory after step " + measured.settled(), mebibytes(measured.settledBytes()), "");
    table.add("resident memory at the end", mebibytes(measured.endBytes()), "");
    table.add(
        "its drift at the end, at most",
        format("%+.1f %%, %.1f %%", 100 * measured.endDrift(), 100 * measured.largestDrift())
            + goal(measured.largestDrift(), LARGEST_DRIFT),
        "");
  }

  private static String goal(double share, double largest) {
    String verdict = share <= largest ? "met" : "missed";
    return format(" (goal: at most %.0f %%, ", 100 * largest) + verdict + ")";
  }

  private static String mebibytes(long bytes) {
    return format("%.0f MiB", FigureTable.mebibytes(bytes));
  }

  private static void print(EngineInfo info, FigureTable table) {
    System.out.println();
    System.out.println(
        "ResEnc U-Net, features 16/32/64/128, blocks 1/3/4/4, patch 40x56x40, batch 2");
    System.out.println(
        "LibTorch "
            + info.version()
            + " on "
            + info.deviceName()
            + ", "
            + info.threads()
            + " threads; the training is in "
            + info.precision().name().toLowerCase(Locale.ROOT)
            + ": "
            + info.precisionReason()
            + "; +- is the 99.9 % confidence interval");
    System.out.println();
    System.out.print(table);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static void say(String text) {
    System.out.println(text);
  }
}
