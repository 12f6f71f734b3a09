package org.voxelbench.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.training.loop.Interruption;

/** The time of each step of a training, and which of them a checkpoint fell into. */
final class StepTimes implements Progress {

  /** Slower than the others, for what is made once. */
  private static final int FIRST = 2;

  private static final String WRITER = "checkpoint-writer";
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /**
   * One step.
   *
   * @param millis its time, with the copies for a checkpoint that was begun before it
   * @param beside whether a checkpoint was begun or written meanwhile
   */
  private record Step(double millis, boolean beside) {}

  private final Interruption interruption;
  private final List<Step> steps = new ArrayList<>();
  private long latest = System.nanoTime();
  private long writerNanos;
  private boolean writing;

  /**
   * Prepares.
   *
   * @param interruption the training's, which a checkpoint holds up
   */
  StepTimes(Interruption interruption) {
    this.interruption = interruption;
  }

  @Override
  public Stage stage(String name, long total, String unit) {
    Stage silent = SILENT.stage(name, total, unit);
    return new Stage() {

      @Override
      public void done(long units) {
        add();
      }

      @Override
      public void line(String text) {
        silent.line(text);
      }

      @Override
      public void close() {
        silent.close();
      }
    };
  }

  private void add() {
    long now = System.nanoTime();
    long worked = writerNanos();
    boolean written = writing;
    writing = interruption.isHeldUp();
    steps.add(new Step((now - latest) * 1e-6, written || writing || worked > writerNanos));
    latest = now;
    writerNanos = worked;
  }

  private static long writerNanos() {
    return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
        .filter(thread -> thread != null && thread.getThreadName().equals(WRITER))
        .mapToLong(ThreadInfo::getThreadId)
        .map(THREADS::getThreadCpuTime)
        .sum();
  }

  /** Median time of a step without a checkpoint, in ms. */
  double stepMillis() {
    double[] sorted =
        steps.stream()
            .skip(FIRST)
            .filter(step -> !step.beside)
            .mapToDouble(Step::millis)
            .sorted()
            .toArray();
    if (sorted.length == 0) {
      throw new IllegalStateException("every step had a checkpoint beside it; save less often.");
    }
    return sorted[sorted.length / 2];
  }

  /** Checkpoints that were written between steps. */
  int checkpoints() {
    int begun = 0;
    boolean before = false;
    for (Step step : steps) {
      begun += step.beside && !before ? 1 : 0;
      before = step.beside;
    }
    return begun;
  }

  /** What the steps beside a checkpoint took longer than others, for each checkpoint, in ms. */
  double costMillis() {
    double usual = stepMillis();
    return steps.stream().filter(Step::beside).mapToDouble(step -> step.millis - usual).sum()
        / checkpoints();
  }

  /** Processor time of the thread that writes, for each checkpoint, in ms. */
  double writerMillis() {
    return writerNanos * 1e-6 / checkpoints();
  }
}
