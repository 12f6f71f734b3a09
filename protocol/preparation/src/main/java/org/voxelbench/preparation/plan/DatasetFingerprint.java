package org.voxelbench.preparation.plan;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.voxelbench.base.BadInputException;

/**
 * What a planner knows about a data set: nnU-Net's {@code dataset_fingerprint.json}.
 *
 * @param spacings mm per voxel of each case, {@code [D, H, W]} as read
 * @param shapesAfterCrop voxels of each case after cropping to the non-zero region, {@code [D, H,
 *     W]}
 * @param foregroundIntensities by channel; empty if nothing is annotated
 * @param medianRelativeSizeAfterCropping median of voxels after by voxels before cropping
 */
public record DatasetFingerprint(
    List<List<Double>> spacings,
    List<List<Integer>> shapesAfterCrop,
    SortedMap<Integer, IntensityProperties> foregroundIntensities,
    double medianRelativeSizeAfterCropping) {

  /** Rejects a fingerprint of no case or of lists that differ in length. */
  public DatasetFingerprint {
    spacings = spacings.stream().map(List::copyOf).toList();
    shapesAfterCrop = shapesAfterCrop.stream().map(List::copyOf).toList();
    foregroundIntensities = Collections.unmodifiableSortedMap(new TreeMap<>(foregroundIntensities));
    if (spacings.isEmpty() || spacings.size() != shapesAfterCrop.size()) {
      throw new BadInputException(
          "a fingerprint needs as many spacings as shapes, and at least one; got "
              + spacings.size()
              + " and "
              + shapesAfterCrop.size()
              + ".");
    }
    for (int i = 0; i < spacings.size(); i++) {
      if (spacings.get(i).size() != 3
          || shapesAfterCrop.get(i).size() != 3
          || spacings.get(i).stream().anyMatch(mm -> !(mm > 0) || mm.isInfinite())
          || shapesAfterCrop.get(i).stream().anyMatch(n -> n < 1)) {
        throw new BadInputException(
            "a fingerprint's entry "
                + i
                + " has spacing "
                + spacings.get(i)
                + " and shape "
                + shapesAfterCrop.get(i)
                + "; both need three positive numbers.");
      }
    }
  }

  /** The median over cases of the spacing in mm, {@code [D, H, W]} as read. */
  public double[] medianSpacing() {
    return Medians.perAxis(spacings.size(), this::spacing);
  }

  /** The median over cases of the shape in voxels, {@code [D, H, W]} as read. */
  public double[] medianShape() {
    return Medians.perAxis(shapesAfterCrop.size(), i -> Medians.toDouble(shape(i)));
  }

  /**
   * The median over cases of the resampled shape in voxels, {@code [D, H, W]} as read.
   *
   * @param target mm per voxel that all cases are resampled to
   */
  public double[] medianShape(double[] target) {
    return ExperimentPlanner.resampledMedian(this, target);
  }

  double[] spacing(int i) {
    return spacings.get(i).stream().mapToDouble(Double::doubleValue).toArray();
  }

  int[] shape(int i) {
    return shapesAfterCrop.get(i).stream().mapToInt(Integer::intValue).toArray();
  }
}
