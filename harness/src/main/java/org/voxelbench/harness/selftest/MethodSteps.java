package org.voxelbench.harness.selftest;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.voxelbench.engine.Engine;
import org.voxelbench.harness.selftest.ops.Tolerances;
import org.voxelbench.preparation.cache.PreparedCase;
import org.voxelbench.store.EpochRow;
import org.voxelbench.store.RunFolder;
import org.voxelbench.training.loop.Limits;
import org.voxelbench.training.protocol.Length;

/** 20 steps of every training, each step's loss against the oracle's. */
final class MethodSteps implements Section {

  private static final int STEPS = 20;

  /** Losses below are compared as if they were of this size. */
  private static final double LEAST_LOSS = 1;

  private final Oracle oracle;
  private final List<Workload> workloads;
  private final Path root;

  /**
   * Prepares.
   *
   * @param root takes the trainings' folders
   */
  MethodSteps(Oracle oracle, List<Workload> workloads, Path root) {
    this.oracle = oracle;
    this.workloads = workloads;
    this.root = root;
  }

  @Override
  public String name() {
    return "steps";
  }

  @Override
  public double share() {
    return 4;
  }

  @Override
  public void check(Subject subject, Engine engine, Checks checks) {
    double bound = Tolerances.of(subject.precision()).loss();
    for (Workload workload : workloads) {
      Training training = new Training(workload, root);
      checks.run(
          workload.name(), () -> compare(training.losses(engine), oracle.losses(training), bound));
    }
  }

  /** Whether all losses are finite and near the oracle's. */
  static Finding compare(double[] losses, double[] expected, double bound) {
    double largest = 0;
    int worst = 0;
    for (int step = 0; step < losses.length; step++) {
      double off =
          Math.abs(losses[step] - expected[step]) / Math.max(Math.abs(expected[step]), LEAST_LOSS);
      if (Double.compare(off, largest) > 0) {
        largest = off;
        worst = step;
      }
    }
    int last = losses.length - 1;
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("first_loss", losses[0]);
    figures.put("last_loss", losses[last]);
    figures.put("largest_error", largest);
    figures.put("bound", bound);
    return Finding.of(
        losses.length == expected.length && largest <= bound,
        figures,
        String.format(
            Locale.ROOT,
            "loss %.4f to %.4f, the oracle's %.4f to %.4f; largest error %.1e of %.1e, step %d",
            losses[0],
            losses[last],
            expected[0],
            expected[last],
            largest,
            bound,
            worst));
  }

  /**
   * A training of which each step is an epoch, so that the log holds its loss.
   *
   * @param root takes its folder
   */
  record Training(Workload workload, Path root) {

    String name() {
      return workload.name();
    }

    /** The losses of its steps on an engine, from the start. */
    double[] losses(Engine engine) {
      PreparedCase data = workload.madeUpCase();
      try (WorkFolder work = WorkFolder.under(root)) {
        RunFolder folder = workload.folder(work.path(), engine);
        workload.run(engine, folder, new Length(STEPS, 1, 0), Limits.none(), data, 1);
        return folder.epochs().stream().mapToDouble(EpochRow::trainLoss).toArray();
      }
    }
  }
}
