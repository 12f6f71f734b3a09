package org.voxelbench.evaluation.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.voxelbench.base.Quantiles;
import org.voxelbench.results.metric.Averaging;
import org.voxelbench.results.metric.Metric;

/**
 * A metric over a folder of predictions, averaged as the metric says: by the chain of {@link
 * Summary} (over the cases in which a class is defined, then over the classes other than
 * background), or the median over all of them.
 */
public final class FolderAverage {

  private FolderAverage() {}

  /** The average; NaN if a class is undefined in every case, or for a median if all are. */
  public static double of(List<ScoredFile> files, Metric metric) {
    List<double[]> classes = foreground(files, metric);
    if (metric.averaging() == Averaging.MEDIAN) {
      double[] all = classes.stream().flatMapToDouble(Arrays::stream).toArray();
      return all.length == 0 ? Double.NaN : Quantiles.of(all, 0.5);
    }
    return classes.stream().mapToDouble(FolderAverage::mean).average().orElse(Double.NaN);
  }

  /** The defined values of each class other than background, as they are averaged. */
  private static List<double[]> foreground(List<ScoredFile> files, Metric metric) {
    List<ClassScore> first = files.get(0).score().classes();
    return IntStream.range(0, first.size())
        .filter(c -> !first.get(c).evaluated().background())
        .mapToObj(
            c ->
                files.stream()
                    .mapToDouble(file -> file.score().classes().get(c).value(metric))
                    .filter(value -> !Double.isNaN(value))
                    .map(metric.averaging()::term)
                    .toArray())
        .toList();
  }

  private static double mean(double[] values) {
    return DoubleStream.of(values).average().orElse(Double.NaN);
  }
}
