package org.voxelbench.training.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a transfer does to every weight, pre-trained or downstream.
 *
 * @param entries one per weight, downstream weights first
 * @param stemAdapted whether the stem was adapted to another number of input channels, so that a
 *     decoder phase trains it too
 * @param parameters parameters of the downstream network
 */
public record LoadingReport(List<LoadingEntry> entries, boolean stemAdapted, long parameters) {

  public LoadingReport {
    entries = List.copyOf(entries);
  }

  /** The number of weights with that fate. */
  public long count(TransferOutcome fate) {
    return entries.stream().filter(entry -> entry.fate() == fate).count();
  }

  /** The number of downstream parameters that start from pre-trained values. */
  public long transferred() {
    return entries.stream().mapToLong(LoadingEntry::values).sum();
  }

  /** The number of weights of each fate, in words. */
  public String counts() {
    return String.format(
        Locale.ROOT,
        "%d loaded, %d adapted, %d skipped, %d fresh",
        count(TransferOutcome.LOADED),
        count(TransferOutcome.ADAPTED),
        count(TransferOutcome.SKIPPED),
        count(TransferOutcome.FRESH));
  }

  /** One line of totals. */
  public String summary() {
    return String.format(
        Locale.ROOT,
        "%s; %d of %d parameters (%.1f %%) pre-trained",
        counts(),
        transferred(),
        parameters,
        100.0 * transferred() / parameters);
  }

  /**
   * The totals and the reasons, each with the number of weights and one of them by name; every
   * weight with {@code verbose}.
   */
  public String text(boolean verbose) {
    StringBuilder text = new StringBuilder(summary()).append('\n');
    if (verbose) {
      entries.forEach(entry -> line(text, entry.fate(), entry.name() + ": " + entry.reason()));
      return text.toString();
    }
    for (TransferOutcome fate : TransferOutcome.values()) {
      Map<String, List<String>> names = new TreeMap<>();
      for (LoadingEntry entry : entries) {
        if (entry.fate() == fate) {
          String part = entry.part().name().toLowerCase(Locale.ROOT);
          names
              .computeIfAbsent(part + ": " + entry.reason(), reason -> new ArrayList<>())
              .add(entry.name());
        }
      }
      names.forEach(
          (reason, weights) ->
              line(text, fate, weights.size() + " x " + reason + " (" + weights.get(0) + ")"));
    }
    return text.toString();
  }

  private static void line(StringBuilder text, TransferOutcome fate, String rest) {
    text.append(fate.name().toLowerCase(Locale.ROOT)).append("  ").append(rest).append('\n');
  }

  @Override
  public String toString() {
    return text(false);
  }
}
