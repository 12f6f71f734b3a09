package org.voxelbench.evaluation.surface;

import org.voxelbench.results.metric.SurfacePair;

/**
 * Measures the distances between the surfaces of a reference and a prediction, each weighted by the
 * area of the surface that it stands for.
 *
 * <p>Source: the definitions of DeepMind's surface-distance (Nikolov et al., Deep learning to
 * achieve clinically applicable segmentation of head and neck anatomy for radiotherapy, 2018).
 */
public final class SurfaceDistances {

  private SurfaceDistances() {}

  /**
   * Measures two masks of the same volume.
   *
   * @param size voxels per axis, {@code [D, H, W]}
   * @param spacing mm per voxel, {@code [D, H, W]}
   * @throws org.voxelbench.base.BadInputException if they span more than an array holds
   * @throws IllegalArgumentException if one of them is empty and so has no surface
   */
  public static SurfacePair of(
      int[] size, double[] spacing, VoxelSet reference, VoxelSet prediction) {
    JointBox box = JointBox.of(size, reference, prediction);
    NeighbourCodes ofReference = new NeighbourCodes(box, reference);
    NeighbourCodes ofPrediction = new NeighbourCodes(box, prediction);
    if (ofReference.surface() == 0 || ofPrediction.surface() == 0) {
      throw new IllegalArgumentException("an empty mask has no surface");
    }
    SurfaceElementAreas areas = new SurfaceElementAreas(spacing);
    return new SurfacePair(
        DirectedDistances.of(ofReference, ofPrediction, areas, spacing),
        DirectedDistances.of(ofPrediction, ofReference, areas, spacing));
  }
}
