package org.voxelbench.training.loader;

import java.util.List;
import org.voxelbench.engine.NdArray;

/**
 * What a segmentation network is trained on in one iteration.
 *
 * @param caseIds the case of each element
 * @param image {@code [B, C, D, H, W]}
 * @param target class map {@code [B, 1, D, H, W]}, the ignore label as its value
 */
public record SegmentationBatch(List<String> caseIds, NdArray image, NdArray target) {

  public SegmentationBatch {
    caseIds = List.copyOf(caseIds);
  }
}
