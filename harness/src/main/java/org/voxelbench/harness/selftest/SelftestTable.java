package org.voxelbench.harness.selftest;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** The self-test's results on a terminal. */
final class SelftestTable {

  private static final int LONGEST_REMARK = 240;

  private SelftestTable() {}

  private static String row(CheckResult result) {
    return String.format(
        Locale.ROOT,
        "%-16s %-28s %-5s %-4s %-8s %5.1f s  %s",
        result.section(),
        result.check(),
        result.engine(),
        result.precision(),
        result.verdict().word(),
        result.seconds(),
        shortened(result.remark()));
  }

  private static String shortened(String remark) {
    return remark.length() <= LONGEST_REMARK
        ? remark
        : remark.substring(0, LONGEST_REMARK) + " … (all in " + SelftestReport.NAME + ")";
  }

  /** Machine, engines, libraries, every check and the verdict. */
  static void print(SelftestReport report, PrintWriter out) {
    out.println();
    report.machine().forEach((label, value) -> out.printf("%-12s %s%n", label, value));
    report
        .engines()
        .forEach(
            info ->
                out.printf(
                    "%-12s %s %s in %s on %s (%s), %s%n",
                    "Engine",
                    info.id(),
                    info.version(),
                    info.precision().name().toLowerCase(Locale.ROOT),
                    info.device(),
                    info.deviceName(),
                    info.deterministic() ? "deterministic" : "not deterministic"));
    List<String> computing = report.libraries().stream().filter(NativeFiles::computes).toList();
    computing.forEach(file -> out.printf("%-12s %s%n", "Library", file));
    out.println();
    out.printf(
        "%-16s %-28s %-5s %-4s %-8s %7s  %s%n",
        "part", "check", "on", "in", "result", "time", "figures");
    report.results().forEach(result -> out.println(row(result)));
    out.println();
    out.printf(Locale.ROOT, "%s %.0f s.%n", report.sentence(), report.seconds());
    out.flush();
  }
}
