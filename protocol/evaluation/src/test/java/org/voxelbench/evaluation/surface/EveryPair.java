package org.voxelbench.evaluation.surface;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Surface metrics by comparing every pair of surface elements, over the whole volume. */
final class EveryPair {

  private record Element(double[] mm, double area) {}

  private record Away(double distance, double area) {}

  private final List<Away> toPrediction;
  private final List<Away> toReference;

  EveryPair(double[] spacing, Mask reference, Mask prediction) {
    List<Element> ofReference = elements(spacing, reference);
    List<Element> ofPrediction = elements(spacing, prediction);
    toPrediction = away(ofReference, ofPrediction);
    toReference = away(ofPrediction, ofReference);
  }

  private static List<Element> elements(double[] spacing, Mask mask) {
    SurfaceElementAreas areas = new SurfaceElementAreas(spacing);
    List<Element> elements = new ArrayList<>();
    int[] size = mask.size();
    for (int d = 0; d <= size[0]; d++) {
      for (int h = 0; h <= size[1]; h++) {
        for (int w = 0; w <= size[2]; w++) {
          int code = 0;
          for (int corner = 0; corner < 8; corner++) {
            int bit =
                mask.holds(d - 1 + corner / 4, h - 1 + corner / 2 % 2, w - 1 + corner % 2) ? 1 : 0;
            code = 2 * code + bit;
          }
          if (code != 0 && code != 255) {
            elements.add(
                new Element(
                    new double[] {d * spacing[0], h * spacing[1], w * spacing[2]}, areas.of(code)));
          }
        }
      }
    }
    return elements;
  }

  private static List<Away> away(List<Element> from, List<Element> to) {
    return from.stream()
        .map(
            a ->
                new Away(
                    to.stream().mapToDouble(b -> distance(a.mm, b.mm)).min().orElseThrow(), a.area))
        .sorted(Comparator.comparingDouble(Away::distance))
        .toList();
  }

  private static double distance(double[] a, double[] b) {
    return Math.hypot(Math.hypot(a[0] - b[0], a[1] - b[1]), a[2] - b[2]);
  }

  double dice(double tolerance) {
    return (within(toPrediction, tolerance) + within(toReference, tolerance))
        / (within(toPrediction, 1e9) + within(toReference, 1e9));
  }

  private static double within(List<Away> all, double tolerance) {
    return all.stream().filter(a -> a.distance <= tolerance).mapToDouble(Away::area).sum();
  }

  double hausdorff(double share) {
    return Math.max(percentile(toPrediction, share), percentile(toReference, share));
  }

  double averageDistance() {
    return (mean(toPrediction) + mean(toReference)) / 2;
  }

  private static double mean(List<Away> all) {
    return all.stream().mapToDouble(a -> a.distance * a.area).sum() / within(all, 1e9);
  }

  private static double percentile(List<Away> sorted, double share) {
    double wanted = share * within(sorted, 1e9);
    double area = 0;
    for (Away one : sorted) {
      area += one.area;
      if (area >= wanted - 1e-9) {
        return one.distance;
      }
    }
    throw new AssertionError("no element");
  }
}
