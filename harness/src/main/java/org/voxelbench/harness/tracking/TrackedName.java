package org.voxelbench.harness.tracking;

/**
 * Names that every program takes, MLflow's files among them: letters, digits, {@code _ - .} and
 * spaces.
 */
final class TrackedName {

  /** Leaves room for a group before it. */
  private static final int LONGEST = 120;

  private TrackedName() {}

  /** A name with {@code _} for each character that is not taken. */
  static String of(String name) {
    return of(name, LONGEST);
  }

  static String of(String name, int longest) {
    String plain = name.replaceAll("[^A-Za-z0-9_. -]", "_").strip();
    String shown = plain.isEmpty() || plain.startsWith(".") ? "_" + plain : plain;
    return shown.length() > longest ? shown.substring(0, longest).strip() : shown;
  }
}
