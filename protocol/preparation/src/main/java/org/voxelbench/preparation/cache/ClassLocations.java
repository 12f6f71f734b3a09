package org.voxelbench.preparation.cache;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sampled voxel coordinates per class or region of a preprocessed case.
 *
 * @param byClass key: the class or region, as the labels it holds, or nnU-Net's "all annotated"
 *     key; value: coordinates {@code [D, H, W]} one after another
 */
public record ClassLocations(Map<List<Integer>, int[]> byClass) {

  public ClassLocations {
    byClass = Map.copyOf(byClass);
  }

  /** No class at all, as for an unlabelled case. */
  public static ClassLocations none() {
    return new ClassLocations(Map.of());
  }

  /** The classes that this case holds, in a fixed order, with their coordinates. */
  public SortedMap<List<Integer>, int[]> present() {
    SortedMap<List<Integer>, int[]> present =
        new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    byClass.forEach(
        (labels, voxels) -> {
          if (voxels.length > 0) {
            present.put(labels, voxels);
          }
        });
    return present;
  }
}
