package org.voxelbench.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Figures, beside nnU-Net's where there are any, as plain text. */
final class FigureTable {

  private final TextTable table;

  /**
   * An empty table.
   *
   * @param besides whether there are figures of nnU-Net
   */
  FigureTable(boolean besides) {
    List<String> head = new ArrayList<>(List.of("figure", "mean wall", "mean CPU", "peak", "of"));
    if (besides) {
      head.addAll(List.of("nnU-Net's wall", "wall ratio", "CPU ratio"));
    }
    table = new TextTable(head);
  }

  /** A figure that nnU-Net has none for. */
  void add(String figure, String value) {
    table.add(List.of(figure, value));
  }

  /** Times of one operation. */
  void compare(String figure, Measured measured, Optional<Reference> reference) {
    List<String> row = new ArrayList<>();
    row.add(figure);
    row.add(
        Double.isNaN(measured.error())
            ? millis(measured.millis())
            : format("%.1f +- %.1f ms", measured.millis(), measured.error()));
    row.add(millis(measured.cpuMillis()));
    row.add(format("%.0f MiB", mebibytes(measured.peakBytes())));
    row.add(Long.toString(measured.operations()));
    if (reference.isPresent()) {
      Reference nnUNet = reference.get();
      row.add(millis(nnUNet.millis()) + (nnUNet.threads() == 1 ? "" : " x " + nnUNet.threads()));
      row.add(format("%.2f", measured.millis() / nnUNet.millis()));
      row.add(format("%.2f", measured.cpuMillis() / nnUNet.mostCpuMillis()));
    }
    table.add(row);
  }

  boolean isEmpty() {
    return table.isEmpty();
  }

  static double mebibytes(long bytes) {
    return bytes / (double) (1 << 20);
  }

  private static String millis(double millis) {
    return format("%.1f ms", millis);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  @Override
  public String toString() {
    return table.toString();
  }
}
