package org.voxelbench.protocol.loader;

import java.util.List;
import org.voxelbench.engine.NdArray;

/**
 * What a segmentation network is trained on in one iteration.
 *
 * @param caseIds the case of each element
 * @param image {@code [B, C, D, H, W]}
 * @param targets per output of the network from fine to coarse, {@code [B, T, D, H, W]}: T = 1 with
 *     label values (the ignore label as its value), or one channel per region with 0 and 1 and,
 *     where there is an ignore label, a last one that is 1 where voxels are ignored
 */
public record SegmentationBatch(List<String> caseIds, NdArray image, List<NdArray> targets) {

  public SegmentationBatch {
    caseIds = List.copyOf(caseIds);
    targets = List.copyOf(targets);
  }
}
