package org.voxelbench.harness.selftest;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voxelbench.base.ExplainedException;
import org.voxelbench.harness.console.OneLine;
import org.voxelbench.training.loop.InterruptedRunException;
import org.voxelbench.training.loop.Interruption;

/**
 * Runs the checks of one section on one subject: what throws is wrong, and takes no other check
 * down; what there is no time for is left out.
 */
final class Checks {

  private static final Logger LOG = LoggerFactory.getLogger(Checks.class);

  private final String section;
  private final Subject subject;
  private final Deadline deadline;
  private final Interruption interruption;
  private final Consumer<CheckResult> results;
  private double longest;

  /**
   * Prepares.
   *
   * @param interruption ends the self-test between two checks
   * @param results takes each result
   */
  Checks(
      String section,
      Subject subject,
      Deadline deadline,
      Interruption interruption,
      Consumer<CheckResult> results) {
    this.section = section;
    this.subject = subject;
    this.deadline = deadline;
    this.interruption = interruption;
    this.results = results;
  }

  /** When a check that can end before its end must do so, and say so. */
  Deadline deadline() {
    return deadline;
  }

  /** Runs one check, if one as long as those before can end in time, and hands on what it found. */
  void run(String check, Supplier<Finding> work) {
    interruption.check();
    double left = deadline.secondsLeft();
    long begin = System.nanoTime();
    Finding finding =
        left > longest
            ? found(check, work)
            : Finding.leftOut(
                String.format(
                    Locale.ROOT,
                    "for time: %.0f s are left of this part's, and one before took %.0f",
                    Math.max(0, left),
                    longest));
    double seconds = (System.nanoTime() - begin) * 1e-9;
    longest = Math.max(longest, seconds);
    results.accept(
        new CheckResult(
            section,
            check,
            subject.engine(),
            subject.precisionName(),
            finding.verdict(),
            seconds,
            finding.figures(),
            finding.remark()));
  }

  private Finding found(String check, Supplier<Finding> work) {
    try {
      return work.get();
    } catch (InterruptedRunException e) {
      throw e;
    } catch (RuntimeException e) {
      if (!ExplainedException.isExplained(e)) {
        LOG.error("{} {} on {}", section, check, subject, e);
      }
      return Finding.wrong(OneLine.of(e));
    } catch (LinkageError e) {
      LOG.error("{} {} on {}", section, check, subject, e);
      return Finding.wrong(OneLine.of(e));
    }
  }
}
