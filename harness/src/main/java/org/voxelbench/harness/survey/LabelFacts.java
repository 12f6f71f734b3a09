package org.voxelbench.harness.survey;

import java.util.List;

/**
 * What a label map holds.
 *
 * @param hash of its size and labels; equal maps have equal ones
 * @param share of the voxels that are foreground
 * @param classes in the order of {@code dataset.json}
 */
public record LabelFacts(String hash, double share, List<ClassFacts> classes) {

  public boolean isEmpty() {
    return share == 0;
  }
}
