package org.voxelbench.harness.survey.page;

import java.util.Arrays;
import java.util.List;
import org.voxelbench.harness.survey.Percentiles;
import org.voxelbench.reports.chart.HistogramChart.Bins;

/** Counts numbers into bins. */
final class Histogram {

  /** Of intensities, of which a case has many. */
  static final int MOST = 40;

  private static final int FEWEST = 8;

  private Histogram() {}

  /**
   * Ends of bins that hold all numbers, more of them for more numbers.
   *
   * @param logarithmic whether bins are equally wide in logarithm; all numbers are positive then
   */
  static double[] edges(double[] values, boolean logarithmic) {
    int bins = (int) Math.ceil(2 * Math.sqrt(values.length));
    return edges(values, logarithmic, Math.max(FEWEST, Math.min(MOST, bins)));
  }

  /** Ends of so many bins. */
  static double[] edges(double[] values, boolean logarithmic, int bins) {
    double low = Arrays.stream(values).min().orElse(0);
    double high = Arrays.stream(values).max().orElse(1);
    if (high == low) {
      double room = low == 0 ? 1 : Math.abs(low) / 10;
      return edges(new double[] {low - room, low + room}, logarithmic, bins);
    }
    double[] edges = new double[bins + 1];
    for (int i = 0; i <= bins; i++) {
      double share = (double) i / bins;
      edges[i] = logarithmic ? low * Math.pow(high / low, share) : low + share * (high - low);
    }
    return edges;
  }

  /** How many numbers lie in each bin; the last bin holds its upper end. */
  static Bins counts(String name, double[] values, double[] edges) {
    double[] counts = new double[edges.length - 1];
    for (double value : values) {
      int at = Arrays.binarySearch(edges, value);
      int bin = at >= 0 ? at : -at - 2;
      counts[Math.max(0, Math.min(counts.length - 1, bin))]++;
    }
    return new Bins(name, edges, counts);
  }

  /** The share of voxels in each bin in %, as a mean over images; what lies outside is left out. */
  static Bins shares(String name, List<Percentiles> images, double[] edges) {
    double[] shares = new double[edges.length - 1];
    for (Percentiles image : images) {
      double[] below = Arrays.stream(edges).map(image::shareBelow).toArray();
      for (int bin = 0; bin < shares.length; bin++) {
        shares[bin] += 100 * (below[bin + 1] - below[bin]) / images.size();
      }
    }
    return new Bins(name, edges, shares);
  }
}
