package org.voxelbench.parity;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What was compared, a line each. */
final class ParityTable {

  private static final List<String> LINES = new ArrayList<>();
  private static final Set<String> NOTES = new LinkedHashSet<>();

  private ParityTable() {}

  /** Says with what is compared. */
  static void note(String text) {
    NOTES.add(text);
  }

  /** Adds a segmentation. */
  static void segmentation(String what, String dataset, Difference difference) {
    add(
        what,
        dataset,
        String.format(
            Locale.ROOT,
            "%d of %d voxels differ (%.1e), %d foreground; largest margin %.1e",
            difference.differing(),
            difference.voxels(),
            difference.share(),
            difference.foreground(),
            difference.margin()));
  }

  /** Adds a largest distance of numbers. */
  static void distance(String what, String dataset, double largest) {
    add(what, dataset, String.format(Locale.ROOT, "largest difference %.1e", largest));
  }

  /** Adds what something takes on disk here and there. */
  static void bytes(String what, String dataset, long ours, long theirs) {
    add(
        what,
        dataset,
        String.format(
            Locale.ROOT,
            "%.2f MB, nnU-Net's %.2f MB: %.2f times",
            ours * 1e-6,
            theirs * 1e-6,
            (double) ours / theirs));
  }

  private static void add(String what, String dataset, String result) {
    LINES.add(String.format(Locale.ROOT, "%-52s %-20s %s", what, dataset, result));
  }

  /** Prints it. */
  static void print() {
    NOTES.forEach(note -> System.out.println("with " + note));
    LINES.forEach(System.out::println);
    LINES.clear();
  }
}
