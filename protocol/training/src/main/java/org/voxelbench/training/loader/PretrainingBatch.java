package org.voxelbench.training.loader;

import java.util.List;

/**
 * Raw patches of one iteration of pre-training.
 *
 * @param caseIds the image of each element
 * @param patches per element {@code [C, D, H, W]} in C order, the element's own array
 * @param weights per element what each voxel counts, {@code [D, H, W]}; none if nobody asked
 * @param channels C
 * @param size {@code [D, H, W]}
 */
public record PretrainingBatch(
    List<String> caseIds, List<float[]> patches, List<float[]> weights, int channels, int[] size) {

  public PretrainingBatch {
    caseIds = List.copyOf(caseIds);
    patches = List.copyOf(patches);
    weights = List.copyOf(weights);
    size = size.clone();
  }
}
