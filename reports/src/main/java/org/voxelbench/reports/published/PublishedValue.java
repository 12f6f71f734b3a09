package org.voxelbench.reports.published;

/**
 * One number of a published table.
 *
 * @param dataset data set, or what a mean is over
 * @param role what it is of
 * @param method the method
 * @param metric what it measures
 * @param text the number as printed; {@code NaN} if it isn't known
 * @param value the same as a number
 */
public record PublishedValue(
    String dataset, Role role, String method, Metric metric, String text, double value) {

  /** What a number is of. */
  enum Role {
    /** A data set on which settings may have been chosen. */
    DEV,
    /** A data set that was untouched until then. */
    TEST,
    /** A data set whose training cases were validated fold by fold. */
    CROSS_VALIDATION,
    /** A data set of which it isn't known whether settings may have been chosen on it. */
    UNSTATED,
    /** A mean over data sets, as printed. */
    MEAN,
    /** The method itself. */
    METHOD;

    boolean isDataset() {
      return this != MEAN && this != METHOD;
    }
  }

  /** What a number measures. */
  public enum Metric {
    /** Dice in %. */
    DICE_PERCENT("Dice in %", 0, 100),
    /** An average rank as printed, 1 is best. */
    AVERAGE_RANK("average rank", 1, Double.MAX_VALUE),
    /** Weights of the network, in millions. */
    PARAMETERS_MILLION("million weights", 0, Double.MAX_VALUE),
    /** Graphics memory in GB. */
    VRAM_GB("GPU memory in GB", 0, Double.MAX_VALUE),
    /** Hours of a training. */
    RUNTIME_H("hours of training", 0, Double.MAX_VALUE);

    private final String words;
    private final double lowest;
    private final double highest;

    Metric(String words, double lowest, double highest) {
      this.words = words;
      this.lowest = lowest;
      this.highest = highest;
    }

    String words() {
      return words;
    }

    boolean holds(double value) {
      return Double.isNaN(value) || value >= lowest && value <= highest;
    }

    boolean fits(Role role) {
      return switch (this) {
        case DICE_PERCENT -> role != Role.METHOD;
        case AVERAGE_RANK -> role == Role.MEAN;
        default -> role == Role.METHOD;
      };
    }
  }

  /** A column of the table as it was printed. */
  public record Column(String dataset, Role role, Metric metric) {}

  Column column() {
    return new Column(dataset, role, metric);
  }
}
