package org.voxelbench.results.metric;

/** How the values of a metric become one number of a class, a data set and a method. */
public enum Averaging {
  /** nnU-Net's chain of means: over the cases of a class, then over classes, then over seeds. */
  MEAN,
  /** The same chain over the values without their sign, so that opposite errors don't cancel. */
  MEAN_OF_MAGNITUDES,
  /**
   * The median over all cases, classes and runs, with a count of the infinite values: for
   * distances, which have no finite worst value.
   */
  MEDIAN;

  /** What of a value is averaged. */
  public double term(double value) {
    return this == MEAN_OF_MAGNITUDES ? Math.abs(value) : value;
  }

  /** The column of the averages of a metric, such as {@code hd95_median_mm}. */
  public String column(Metric metric) {
    String unit = metric.unit().suffix();
    return switch (this) {
      case MEAN -> metric.name();
      case MEAN_OF_MAGNITUDES -> stem(metric) + "_magnitude" + unit;
      case MEDIAN -> stem(metric) + "_median" + unit;
    };
  }

  /** The column of the count of infinite values of a metric, such as {@code hd95_infinite}. */
  public String infiniteColumn(Metric metric) {
    return stem(metric) + "_infinite";
  }

  /** The metric's name without its unit. */
  private static String stem(Metric metric) {
    return metric.name().substring(0, metric.name().length() - metric.unit().suffix().length());
  }

  /** The title of the averages of a metric, such as {@code HD95, median}. */
  public String title(Metric metric) {
    return switch (this) {
      case MEAN -> metric.title();
      case MEAN_OF_MAGNITUDES -> metric.title() + ", magnitude";
      case MEDIAN -> metric.title() + ", median";
    };
  }

  /** How it is averaged, in words, such as {@code median over all cases, classes and runs}. */
  public String words() {
    return switch (this) {
      case MEAN -> "mean over cases, then classes, then seeds";
      case MEAN_OF_MAGNITUDES ->
          "mean over cases, then classes, then seeds, of the values without their sign";
      case MEDIAN -> "median over all cases, classes and runs";
    };
  }
}
