package org.voxelbench.harness.console;

import java.io.PrintStream;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.voxelbench.base.progress.Progress;

/** Shows stages on a terminal as a bar with rate and time left, and elsewhere as plain lines. */
public final class ConsoleProgress implements Progress {

  private static final long SECONDS_PER_DAY = 86_400;

  private final PrintStream out;
  private final boolean terminal;
  private final LongSupplier nanoClock;
  private volatile Supplier<OptionalDouble> left = OptionalDouble::empty;

  ConsoleProgress(PrintStream out, boolean terminal, LongSupplier nanoClock) {
    this.out = out;
    this.terminal = terminal;
    this.nanoClock = nanoClock;
  }

  /**
   * Standard output, as a terminal if a console is attached and the terminal can move its cursor.
   */
  public static ConsoleProgress standard() {
    return new ConsoleProgress(System.out, onTerminal(), System::nanoTime);
  }

  /** Whether a console is attached that can move its cursor. */
  public static boolean onTerminal() {
    return System.console() != null && !"dumb".equals(System.getenv("TERM"));
  }

  @Override
  public Stage stage(String name, long total, String job) {
    return terminal ? new Bar(name, total, job) : new Lines(name, total, job);
  }

  @Override
  public void showLeft(Supplier<OptionalDouble> seconds) {
    left = seconds;
  }

  /** The time left of everything, after a stage's own. */
  private String allLeft() {
    OptionalDouble seconds = left.get();
    return seconds.isEmpty() ? "" : " (" + duration(seconds.getAsDouble()) + " of all)";
  }

  /** Seconds as {@code 12 days}, {@code 1:05:09}, {@code 5:09} or {@code 9 s}. */
  public static String duration(double seconds) {
    long s = Math.round(seconds);
    if (s < 60) {
      return s + " s";
    }
    if (s >= 2 * SECONDS_PER_DAY) {
      return Math.round(s / (double) SECONDS_PER_DAY) + " days";
    }
    return s < 3600
        ? String.format(Locale.ROOT, "%d:%02d", s / 60, s % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60);
  }

  private abstract class Timed implements Stage {

    final String name;
    final long total;
    final String job;
    final long start = nanoClock.getAsLong();
    long done;

    Timed(String name, long total, String job) {
      this.name = name;
      this.total = total;
      this.job = job;
    }

    final double seconds() {
      return (nanoClock.getAsLong() - start) * 1e-9;
    }

    final String summary() {
      return done == 0
          ? name + ": " + duration(seconds())
          : String.format(
              Locale.ROOT, "%s: %s in %s (%s)", name, jobs(done), duration(seconds()), rate());
    }

    final String jobs(long number) {
      return number + " " + job + (number == 1 ? "" : "s");
    }

    final String rate() {
      double perSecond = done / Math.max(seconds(), 1e-9);
      return perSecond >= 1
          ? String.format(Locale.ROOT, "%.1f %ss/s", perSecond, job)
          : String.format(Locale.ROOT, "%.1f s/%s", 1 / Math.max(perSecond, 1e-9), job);
    }
  }

  /** Plain lines: one at the start, what the work says, and one at the end. */
  private final class Lines extends Timed {

    Lines(String name, long total, String job) {
      super(name, total, job);
      out.println(name + ": " + jobs(total));
    }

    @Override
    public synchronized void done(long jobs) {
      done = jobs;
    }

    @Override
    public synchronized void line(String text) {
      out.println("  " + text);
    }

    @Override
    public synchronized void close() {
      out.println(summary());
    }
  }

  /** A bar that is redrawn in place, at most ten times a second. */
  private final class Bar extends Timed {

    private static final int WIDTH = 28;
    private static final double REDRAW_SECONDS = 0.1;
    private double drawn = Double.NEGATIVE_INFINITY;

    Bar(String name, long total, String job) {
      super(name, total, job);
      draw();
    }

    @Override
    public synchronized void done(long jobs) {
      done = jobs;
      if (seconds() - drawn >= REDRAW_SECONDS || done == total) {
        draw();
      }
    }

    @Override
    public synchronized void line(String text) {
      out.print("\r\u001b[K  " + text + "\n");
      draw();
    }

    @Override
    public synchronized void close() {
      out.print("\r\u001b[K" + summary() + "\n");
      out.flush();
    }

    private void draw() {
      drawn = seconds();
      int full = total == 0 ? WIDTH : (int) Math.min(WIDTH, WIDTH * done / total);
      String left =
          done == 0 ? "" : ", " + duration(drawn / done * Math.max(0, total - done)) + " left";
      out.print(
          "\r\u001b[K"
              + name
              + " ["
              + "#".repeat(full)
              + "-".repeat(WIDTH - full)
              + "] "
              + done
              + "/"
              + jobs(total)
              + (done == 0 ? "" : ", " + rate())
              + left
              + allLeft());
      out.flush();
    }
  }
}
