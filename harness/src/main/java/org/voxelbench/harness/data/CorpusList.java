package org.voxelbench.harness.data;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.preparation.split.Grouping;

/**
 * What the list of a corpus says of the images that are learnt from.
 *
 * @param subjects whose each is
 * @param marked whether one of them has a mask of voxels that no loss may count
 */
record CorpusList(Grouping subjects, boolean marked) {

  /**
   * Of some images.
   *
   * @param corpus with masks as they are used; may hold other images too
   * @param ids the images
   */
  static CorpusList of(RawDataset corpus, List<String> ids) {
    Set<String> learnt = new HashSet<>(ids);
    Map<String, String> subjects = new HashMap<>();
    boolean marked = false;
    for (RawCase image : corpus.trainingCases()) {
      if (learnt.contains(image.id())) {
        subjects.put(image.id(), image.scan().map(scan -> scan.subject()).orElse(image.id()));
        marked |= image.ignoreMask().isPresent();
      }
    }
    return new CorpusList(Grouping.byMap(subjects), marked);
  }
}
