package org.voxelbench.preparation.cache;

import java.util.List;

/**
 * A case ready for training or inference.
 *
 * @param id the case's name
 * @param shape voxels, {@code [D, H, W]}
 * @param channels intensities of each channel in C order of {@code shape}
 * @param segmentation labels in C order of {@code shape}; -1 outside the non-zero region, 0 inside
 *     it where the case is unlabelled
 * @param classLocations sampled voxels of each class; none if unlabelled
 * @param properties what undoes the preprocessing
 */
public record PreprocessedCase(
    String id,
    int[] shape,
    List<float[]> channels,
    short[] segmentation,
    ClassLocations classLocations,
    CaseProperties properties) {

  /** Freezes the list. */
  public PreprocessedCase {
    channels = List.copyOf(channels);
  }
}
