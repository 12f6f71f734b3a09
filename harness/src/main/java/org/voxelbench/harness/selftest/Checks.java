package org.voxelbench.harness.selftest;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voxelbench.harness.Sentence;
import org.voxelbench.harness.VoxelBench;
import org.voxelbench.protocol.training.InterruptedRunException;
import org.voxelbench.protocol.training.Interruption;

/**
 * Runs the checks of one section on one subject: what throws is wrong, and takes no other check
 * down.
 *
 * @param interruption ends the self-test between two checks
 * @param results takes each result
 */
record Checks(
    String section, Subject subject, Interruption interruption, Consumer<CheckResult> results) {

  private static final Logger LOG = LoggerFactory.getLogger(Checks.class);

  /** Runs one check and hands on what it found. */
  void run(String check, Supplier<Finding> work) {
    interruption.check();
    long begin = System.nanoTime();
    Finding finding;
    try {
      finding = work.get();
    } catch (InterruptedRunException e) {
      throw e;
    } catch (RuntimeException e) {
      if (!VoxelBench.isExplained(e)) {
        LOG.error("{} {} on {}", section, check, subject, e);
      }
      finding = Finding.wrong(Sentence.of(e));
    } catch (LinkageError e) {
      LOG.error("{} {} on {}", section, check, subject, e);
      finding = Finding.wrong(Sentence.of(e));
    }
    results.accept(
        new CheckResult(
            section,
            check,
            subject.engine(),
            subject.precisionName(),
            finding.verdict(),
            (System.nanoTime() - begin) * 1e-9,
            finding.figures(),
            finding.remark()));
  }
}
