package org.voxelbench.preparation.cache;

import java.util.List;

/**
 * A case ready for training or inference.
 *
 * @param id the case's name
 * @param shape voxels, {@code [D, H, W]}
 * @param channels intensities of each channel in C order of {@code shape}
 * @param segmentation labels in C order of {@code shape}; -1 outside the non-zero region, 0 inside
 *     it where the case is unlabelled; where voxels are marked, -1 there and 0 elsewhere
 * @param marked whether a mask marks voxels that no loss may count
 * @param classLocations sampled voxels of each class; none if unlabelled
 * @param properties what undoes the preprocessing
 */
public record PreprocessedCase(
    String id,
    int[] shape,
    List<float[]> channels,
    short[] segmentation,
    boolean marked,
    ClassLocations classLocations,
    CaseProperties properties) {

  /** Freezes the list. */
  public PreprocessedCase {
    channels = List.copyOf(channels);
  }
}
