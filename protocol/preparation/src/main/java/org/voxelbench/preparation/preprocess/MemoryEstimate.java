package org.voxelbench.preparation.preprocess;

import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.preparation.plan.Configuration;
import org.voxelbench.preparation.plan.Plan;

/** Bytes that a case takes at most while it is worked on, from its header alone. */
public final class MemoryEstimate {

  private static final int FLOAT = 4;
  private static final int LABEL = 2;

  /** Two arrays of doubles at a time while an axis is resized. */
  private static final int RESIZING = 16;

  private MemoryEstimate() {}

  /** Bytes to read and crop a case. */
  public static double ofReading(RawCase raw) {
    return reading(raw, geometry(raw).voxels());
  }

  /** Bytes to preprocess a case whole. */
  static double ofPreprocessing(RawCase raw, Plan plan, Configuration configuration) {
    Geometry geometry = geometry(raw);
    double[] spacing = AxisOrder.permute(geometry.spacing(), plan.transposeForward());
    int[] size = AxisOrder.permute(geometry.size(), plan.transposeForward());
    double[] target = configuration.targetSpacing(spacing);
    double resampled = 1;
    double largest = 1;
    for (int axis = 0; axis < 3; axis++) {
      double extent = Math.max(1, Math.rint(spacing[axis] / target[axis] * size[axis]));
      resampled *= extent;
      largest *= Math.max(extent, size[axis]);
    }
    return reading(raw, geometry.voxels())
        + resampled * (FLOAT * raw.imageFiles().size() + LABEL)
        + (configuration.resampling().keepsSpacing() ? 0 : largest * RESIZING);
  }

  private static double reading(RawCase raw, long voxels) {
    double images = 2.0 * FLOAT * raw.imageFiles().size();
    double masks = 2.0 * LABEL + FLOAT + 2 + (raw.ignoreMask().isPresent() ? 3.0 * LABEL : 0);
    return voxels * (images + masks);
  }

  private static Geometry geometry(RawCase raw) {
    return raw.reader().geometry(raw.imageFiles().get(0));
  }
}
