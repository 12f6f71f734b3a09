package org.voxelbench.harness.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.voxelbench.harness.console.ConsoleProgress;

/** A {@link Status} as lines of text. */
public final class StatusTable {

  private static final String[] HEAD = {"Run", "State", "Epochs", "Time", "Left", "Cost"};

  private StatusTable() {}

  /** The table, the reasons of what ended without a result, and the totals as the last line. */
  public static List<String> lines(Status status) {
    List<String[]> runs = new ArrayList<>();
    runs.add(HEAD);
    for (StatusRow row : status.rows()) {
      runs.add(
          new String[] {
            row.name(),
            row.stateInWords(),
            row.epochs() + "/" + row.planned(),
            row.seconds() > 0 ? ConsoleProgress.duration(row.seconds()) : "-",
            row.ended() ? "-" : left(status.left(row)),
            cost(row)
          });
    }
    int[] widths = new int[HEAD.length];
    for (String[] line : runs) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], line[column].length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (String[] line : runs) {
      StringBuilder text = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        text.append(line[column]).append(" ".repeat(widths[column] - line[column].length() + 2));
      }
      lines.add(text.toString().stripTrailing());
    }
    for (StatusRow row : status.rows()) {
      if (!row.reason().isEmpty()) {
        lines.add(row.name() + " " + row.state() + ": " + row.reason());
      }
    }
    lines.add(totals(status));
    return lines;
  }

  private static String left(OptionalDouble seconds) {
    return seconds.isPresent() ? ConsoleProgress.duration(seconds.getAsDouble()) : "unknown";
  }

  private static String cost(StatusRow row) {
    return row.seconds() == 0
        ? "-"
        : String.format(
                Locale.ROOT, "%.2f %s-hours", row.deviceHours(), row.onCard() ? "GPU" : "CPU")
            + energy(row.joules());
  }

  private static String energy(double joules) {
    return joules > 0 ? String.format(Locale.ROOT, ", %.3f kWh", joules / 3.6e6) : "";
  }

  private static String totals(Status status) {
    double cpu = status.sum(row -> row.onCard() ? 0 : row.deviceHours());
    double gpu = status.sum(row -> row.onCard() ? row.deviceHours() : 0);
    return String.format(
        Locale.ROOT,
        "Total: %s; epochs %.0f/%.0f; %s so far, %s left; %s%s",
        status.countsInWords(),
        status.sum(StatusRow::epochs),
        status.sum(StatusRow::planned),
        ConsoleProgress.duration(status.sum(StatusRow::seconds)),
        totalLeft(status),
        (gpu == 0 || cpu > 0 ? String.format(Locale.ROOT, "%.2f CPU-hours", cpu) : "")
            + (gpu > 0 && cpu > 0 ? " and " : "")
            + (gpu > 0 ? String.format(Locale.ROOT, "%.2f GPU-hours", gpu) : ""),
        energy(status.sum(StatusRow::joules)));
  }

  private static String totalLeft(Status status) {
    long unknown = status.unknown();
    double known = status.left();
    if (unknown == 0) {
      return ConsoleProgress.duration(known);
    }
    return known == 0
        ? "unknown"
        : "at least " + ConsoleProgress.duration(known) + " (" + unknown + " unknown)";
  }
}
