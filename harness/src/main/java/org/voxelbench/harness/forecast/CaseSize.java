package org.voxelbench.harness.forecast;

import java.util.Arrays;
import java.util.List;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.preparation.cache.PreparedDataset;
import org.voxelbench.preparation.plan.Configuration;
import org.voxelbench.preparation.plan.Plan;
import org.voxelbench.preparation.preprocess.AxisOrder;
import org.voxelbench.preparation.preprocess.Resampler;

/**
 * The size of a case, as its first header tells it.
 *
 * @param shape voxels, {@code [D, H, W]} as read
 * @param spacing mm per voxel, likewise
 */
record CaseSize(int[] shape, double[] spacing) {

  static CaseSize of(RawCase raw) {
    Geometry geometry = raw.reader().geometry(raw.imageFiles().get(0));
    return new CaseSize(geometry.size(), geometry.spacing());
  }

  static List<CaseSize> of(List<RawCase> cases) {
    return cases.stream().map(CaseSize::of).toList();
  }

  double voxels() {
    return Arrays.stream(shape).asDoubleStream().reduce(1, (a, b) -> a * b);
  }

  /** Voxels of many cases. */
  static double voxels(List<CaseSize> cases) {
    return cases.stream().mapToDouble(CaseSize::voxels).sum();
  }

  /**
   * What cropping leaves.
   *
   * @param kept share of each axis that is kept, as read
   */
  CaseSize cropped(double[] kept) {
    int[] left = new int[shape.length];
    Arrays.setAll(left, axis -> Math.max(1, (int) Math.rint(shape[axis] * kept[axis])));
    return new CaseSize(left, spacing);
  }

  /** Voxels once it is prepared, {@code [D, H, W]} in the plan's order of axes. */
  int[] prepared(Plan plan, Configuration configuration) {
    int[] order = plan.transposeForward();
    double[] own = AxisOrder.permute(spacing, order);
    int[] resampled =
        Resampler.newShape(AxisOrder.permute(shape, order), own, configuration.targetSpacing(own));
    Arrays.setAll(resampled, axis -> Math.max(1, resampled[axis]));
    return resampled;
  }

  /**
   * Voxels of many cases once they are prepared.
   *
   * @param kept share of each axis that cropping leaves, as read
   * @param prepared has the plan
   */
  static double voxels(List<CaseSize> cases, double[] kept, PreparedDataset prepared) {
    return cases.stream()
        .map(size -> size.cropped(kept).prepared(prepared.plan(), prepared.configuration()))
        .mapToDouble(shape -> (double) shape[0] * shape[1] * shape[2])
        .sum();
  }
}
