package org.voxelbench.bench;

import java.util.List;
import java.util.Locale;

/** Our figures beside PyTorch's of the same run, as plain text. */
final class YardstickTable {

  private final TextTable table =
      new TextTable(List.of("median (quartiles)", "ours", "PyTorch", "ours : PyTorch", "CPU time"));

  void add(Comparison comparison) {
    table.add(
        List.of(
            comparison.figure(),
            comparison.ourMillis().text("%.1f") + " ms",
            comparison.theirMillis().text("%.1f") + " ms",
            comparison.wallRatios().text("%.3f"),
            comparison.cpuRatios().text("%.3f")));
  }

  /** Peak resident memory of both processes in bytes. */
  void addMemory(String precision, long ours, long theirs) {
    table.add(
        List.of(
            "peak memory, " + precision,
            mebibytes(ours),
            mebibytes(theirs),
            String.format(Locale.ROOT, "%.3f", (double) ours / theirs)));
  }

  private static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%.0f MiB", FigureTable.mebibytes(bytes));
  }

  @Override
  public String toString() {
    return table.toString();
  }
}
