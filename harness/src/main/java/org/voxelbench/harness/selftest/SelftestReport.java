package org.voxelbench.harness.selftest;

import java.util.List;
import java.util.Map;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.reports.table.NumberText;

/**
 * All that a self-test found; {@code selftest.json} is this record.
 *
 * @param schemaVersion of the JSON file
 * @param started when, in ISO 8601
 * @param seconds how long it took
 * @param minutes what it was allowed
 * @param device the device that was checked
 * @param machine label to value, with the driver and the oracle
 * @param engines the engines that were checked
 * @param results every check
 * @param libraries files of the native libraries that were loaded
 */
record SelftestReport(
    int schemaVersion,
    String started,
    double seconds,
    double minutes,
    String device,
    Map<String, String> machine,
    List<EngineInfo> engines,
    List<CheckResult> results,
    List<String> libraries) {

  /** The current {@code schemaVersion}. */
  static final int SCHEMA_VERSION = 1;

  /** The file's name in its folder. */
  static final String NAME = "selftest.json";

  /** How many checks ended so. */
  long count(Verdict verdict) {
    return results.stream().filter(result -> result.verdict() == verdict).count();
  }

  /** 1 if anything is wrong, or nothing was found right. */
  int exitCode() {
    return count(Verdict.FAILED) == 0 && count(Verdict.PASSED) > 0
        ? ExitCode.DONE
        : ExitCode.RUN_FAILED;
  }

  /** What it comes to, in one sentence. */
  String sentence() {
    String left = count(Verdict.LEFT_OUT) == 0 ? "" : ", " + count(Verdict.LEFT_OUT) + " left out";
    if (count(Verdict.FAILED) + count(Verdict.PASSED) == 0) {
      return "Nothing was checked; give it more --minutes.";
    }
    return exitCode() == ExitCode.DONE
        ? "Nothing wrong was found: " + count(Verdict.PASSED) + " checks passed" + left + "."
        : "Something is wrong: "
            + NumberText.count(count(Verdict.FAILED), "check")
            + " failed, "
            + count(Verdict.PASSED)
            + " passed"
            + left
            + ".";
  }
}
