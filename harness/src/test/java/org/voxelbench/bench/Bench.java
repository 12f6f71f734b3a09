package org.voxelbench.bench;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.engine.Precision;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what {@code make bench} prints. */
@Command(
    name = "bench",
    description = "Measures training step, data preparation, prediction and memory on the CPU.",
    mixinStandardHelpOptions = true)
public final class Bench implements Callable<Integer> {

  private static final double LARGEST_WAIT = 0.05;
  private static final double LARGEST_DRIFT = 0.05;
  private static final double LARGEST_CHECKPOINT = 0.01;

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

  @Option(
      names = "--only",
      split = ",",
      description = "measure these alone, by commas: ${COMPLETION-CANDIDATES}")
  private Set<Group> only = EnumSet.allOf(Group.class);

  @Option(
      names = "--peer",
      description = "Python with PyTorch to run the same training in, in turn with ours")
  private String peer;

  @Option(
      names = "--rounds",
      defaultValue = "10",
      description = "turns of each side beside PyTorch (default: ${DEFAULT-VALUE})")
  private int rounds;

  /** Runs the bench and exits with 0, or 1 if it fails. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new Bench()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }

  @Override
  public Integer call() throws IOException, RunnerException {
    if (steps < 2) {
      throw new CommandLine.ParameterException(
          new CommandLine(this), "--steps (" + steps + ") must be at least 2.");
    }
    if (rounds < 1) {
      throw new CommandLine.ParameterException(
          new CommandLine(this), "--rounds (" + rounds + ") must be at least 1.");
    }
    try {
      boolean needed = only.contains(Group.PEER) || only.contains(Group.PRIMUS);
      measure(Optional.ofNullable(peer).filter(name -> needed).map(Python::new));
      return CommandLine.ExitCode.OK;
    } catch (MissingPeerException e) {
      System.err.println(e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
  }

  private void measure(Optional<Python> python) throws IOException, RunnerException {
    if (python.isPresent()) {
      say("to be compared with: " + python.get().versions());
    }
    Baseline baseline = Baseline.find();
    FigureTable table = new FigureTable(baseline.exists());
    Figures figures = new Figures(table, baseline, threads, Bench::say);
    Optional<EngineInfo> engine =
        only.stream().anyMatch(Group::needsEngine) ? Optional.of(engineInfo()) : Optional.empty();
    if (only.contains(Group.STEP)) {
      figures.steps(engine.orElseThrow().precision() == Precision.BF16);
    }
    if (only.contains(Group.AUGMENT)) {
      figures.augmentation();
    }
    if (only.contains(Group.PREPROCESS)) {
      figures.preprocessing();
    }
    if (only.contains(Group.CACHE)) {
      figures.cache();
    }
    if (only.contains(Group.CLAIM)) {
      figures.claims();
    }
    if (only.contains(Group.PREDICT)) {
      figures.prediction();
    }
    if (only.contains(Group.TRAINING)) {
      training(table);
    }
    if (only.contains(Group.CHECKPOINT)) {
      say("measuring checkpoints of a large network");
      checkpoint(table, CheckpointCost.run(threads));
    }
    if (only.contains(Group.PEER)) {
      inTurn(python, Subject.U_NET, table);
    }
    if (only.contains(Group.PRIMUS)) {
      inTurn(python, Subject.PRIMUS, table);
    }
    if (table.isEmpty()) {
      return;
    }
    say("");
    engine.ifPresent(Bench::explain);
    explain(baseline);
    say("");
    System.out.print(table);
  }

  private void inTurn(Optional<Python> python, Subject subject, FigureTable table)
      throws IOException {
    if (python.isEmpty()) {
      table.add(
          subject.label() + " in turn with PyTorch",
          "skipped: make bench PEER=python3 names a Python for it");
      return;
    }
    int all = Runtime.getRuntime().availableProcessors();
    Yardstick yardstick =
        new Yardstick(subject, python.get(), threads > 0 ? threads : all, rounds, Bench::say);
    YardstickTable besides = yardstick.measure();
    say("");
    say(yardstick.explanation());
    say("");
    System.out.print(besides);
  }

  /** The engine takes bfloat16 by itself just where the processor has it. */
  private EngineInfo engineInfo() {
    try (Engine engine = BenchPlan.engine(BenchPlan.ENGINE, Optional.empty(), threads)) {
      return engine.info();
    }
  }

  private void training(FigureTable table) {
    say("measuring a training of " + steps + " steps");
    try (Engine engine = BenchPlan.engine(BenchPlan.ENGINE, Optional.empty(), threads)) {
      training(table, MeasuredTraining.run(engine, steps, Bench::say));
    }
  }

  private static void training(FigureTable table, MeasuredTraining measured) {
    table.add(
        "training of " + measured.steps() + " steps, per step",
        format("%.1f ms", measured.millisPerStep()));
    table.add(
        "share of a step that waits for data",
        format("%.2f %%", 100 * measured.waitShare()) + goal(measured.waitShare(), LARGEST_WAIT));
    table.add("peak memory", mebibytes(measured.peakBytes()));
    table.add(
        "resident memory after step " + measured.settled(), mebibytes(measured.settledBytes()));
    table.add("resident memory at the end", mebibytes(measured.endBytes()));
    table.add(
        "its drift at the end, at most",
        format("%+.1f %%, %.1f %%", 100 * measured.endDrift(), 100 * measured.largestDrift())
            + goal(measured.largestDrift(), LARGEST_DRIFT));
  }

  private static void checkpoint(FigureTable table, CheckpointCost cost) {
    table.add(
        format(
            "a checkpoint of %.1f million weights, mean of %d",
            cost.parameters() * 1e-6, cost.checkpoints()),
        format(
            "%.0f ms of the training, %.0f ms of another thread's processor",
            cost.costMillis(), cost.writerMillis()));
    table.add(
        "its share of an epoch, fp32, patch 32x32x32",
        format(
                "%.2f %% of %.0f s (250 steps of %.0f ms)",
                100 * cost.share(), cost.epochMillis() * 1e-3, cost.stepMillis())
            + goal(cost.share(), LARGEST_CHECKPOINT));
  }

  private static String goal(double share, double largest) {
    String verdict = share <= largest ? "met" : "missed";
    return format(" (goal: at most %.0f %%, ", 100 * largest) + verdict + ")";
  }

  private static String mebibytes(long bytes) {
    return format("%.0f MiB", FigureTable.mebibytes(bytes));
  }

  private static void explain(EngineInfo info) {
    say(BenchPlan.DESCRIPTION);
    say(
        "LibTorch "
            + info.version()
            + " on "
            + info.deviceName()
            + ", "
            + info.threads()
            + " threads; the training is in "
            + info.precision().name().toLowerCase(Locale.ROOT)
            + ": "
            + info.precisionReason());
  }

  private void explain(Baseline baseline) {
    say(
        "Times are per operation, means of so many, +- the 99.9 % confidence interval; CPU is that of"
            + " all threads of the process, garbage collection and JIT included.");
    if (baseline.exists()) {
      say("nnU-Net: " + baseline.origin() + ".");
      say(
          "Its CPU time was not measured: on n threads (x n) it is at most n times its wall time."
              + " Wall ratio: our wall by its wall. CPU ratio: our CPU by the most it can have used.");
    }
    if (only.contains(Group.AUGMENT)) {
      say(
          "Sampling and augmentation (1 thread) draw the patch and cut it from a case in memory;"
              + " nnU-Net's figure is the augmentation alone.");
    }
    if (only.contains(Group.PREPROCESS)) {
      say(
          "Preprocessing (1 thread) goes over real cases of Task04_Hippocampus; saving syncs the file"
              + " to the disk.");
    }
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static void say(String text) {
    System.out.println(text);
  }
}
