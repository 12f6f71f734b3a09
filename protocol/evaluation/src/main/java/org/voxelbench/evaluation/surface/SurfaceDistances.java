package org.voxelbench.evaluation.surface;

import java.util.Optional;

/**
 * Distances between the surfaces of a reference and a prediction, each weighted by the area of the
 * surface that it stands for.
 *
 * <p>Source: the definitions of DeepMind's surface-distance (Nikolov et al., Deep learning to
 * achieve clinically applicable segmentation of head and neck anatomy for radiotherapy, 2018).
 */
public final class SurfaceDistances {

  private final Optional<DirectedDistances> toPrediction;
  private final Optional<DirectedDistances> toReference;

  private SurfaceDistances(
      Optional<DirectedDistances> toPrediction, Optional<DirectedDistances> toReference) {
    this.toPrediction = toPrediction;
    this.toReference = toReference;
  }

  /**
   * Measures two masks of the same volume.
   *
   * @param size voxels per axis, {@code [D, H, W]}
   * @param spacing mm per voxel, {@code [D, H, W]}
   * @throws org.voxelbench.base.BadInputException if they span more than an array holds
   */
  public static SurfaceDistances of(
      int[] size, double[] spacing, VoxelSet reference, VoxelSet prediction) {
    Optional<JointBox> box = JointBox.of(size, reference, prediction);
    if (box.isEmpty()) {
      return new SurfaceDistances(Optional.empty(), Optional.empty());
    }
    NeighbourCodes ofReference = new NeighbourCodes(box.get(), reference);
    NeighbourCodes ofPrediction = new NeighbourCodes(box.get(), prediction);
    SurfaceElementAreas areas = new SurfaceElementAreas(spacing);
    return new SurfaceDistances(
        directed(ofReference, ofPrediction, areas, spacing),
        directed(ofPrediction, ofReference, areas, spacing));
  }

  private static Optional<DirectedDistances> directed(
      NeighbourCodes from, NeighbourCodes to, SurfaceElementAreas areas, double[] spacing) {
    return from.surface() == 0
        ? Optional.empty()
        : Optional.of(DirectedDistances.of(from, to, areas, spacing));
  }

  /**
   * Surface Dice: the share of both surfaces that lies within a tolerance of the other.
   *
   * @param tolerance mm
   * @return in [0, 1]; 0 if one mask is empty, NaN if both are
   */
  public double dice(double tolerance) {
    if (toPrediction.isEmpty() && toReference.isEmpty()) {
      return Double.NaN;
    }
    if (toPrediction.isEmpty() || toReference.isEmpty()) {
      return 0;
    }
    DirectedDistances one = toPrediction.get();
    DirectedDistances other = toReference.get();
    return (one.areaWithin(tolerance) + other.areaWithin(tolerance)) / (one.area() + other.area());
  }

  /**
   * Robust Hausdorff distance: the larger of the two distances within which a share of one surface
   * lies of the other.
   *
   * @param share of the area, such as 0.95
   * @return mm; infinite if one mask is empty, NaN if both are
   */
  public double hausdorff(double share) {
    if (toPrediction.isEmpty() && toReference.isEmpty()) {
      return Double.NaN;
    }
    if (toPrediction.isEmpty() || toReference.isEmpty()) {
      return Double.POSITIVE_INFINITY;
    }
    return Math.max(toPrediction.get().percentile(share), toReference.get().percentile(share));
  }
}
