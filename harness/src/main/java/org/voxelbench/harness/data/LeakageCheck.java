package org.voxelbench.harness.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.preparation.split.Split;

/**
 * Refuses to pre-train on images that are evaluated.
 *
 * @param corpus files of the corpus by the hash of their decoded voxels
 */
public record LeakageCheck(Map<String, Path> corpus) {

  /** A guard of a corpus, given the voxel hashes of its data sets. */
  public static LeakageCheck of(List<Map<Path, String>> voxelHashes) {
    Map<String, Path> corpus = new LinkedHashMap<>();
    voxelHashes.forEach(hashes -> hashes.forEach((file, hash) -> corpus.putIfAbsent(hash, file)));
    return new LeakageCheck(corpus);
  }

  /**
   * Images of a labelled data set that lie in the corpus too.
   *
   * @param evaluated a sentence for each that is evaluated, which is a leak
   * @param trained what is said of those that are trained on, which is allowed; empty if there are
   *     none
   */
  public record Shared(List<String> evaluated, Optional<String> trained) {}

  /**
   * Looks for a labelled data set's images in the corpus.
   *
   * @param cases all its cases
   * @param evaluated the splits that are evaluated
   * @param voxelHashes of its images
   */
  public Shared check(
      String dataset, List<RawCase> cases, List<Split> evaluated, Map<Path, String> voxelHashes) {
    Set<String> held = new HashSet<>();
    Set<String> trained = new HashSet<>();
    evaluated.forEach(split -> held.addAll(split.val()));
    evaluated.forEach(split -> trained.addAll(split.train()));
    List<String> leaks = new ArrayList<>();
    List<String> allowed = new ArrayList<>();
    for (RawCase raw : cases) {
      for (Path file : raw.imageFiles()) {
        Path copy = corpus.get(voxelHashes.get(file));
        if (copy != null && held.contains(raw.id())) {
          leaks.add(
              "'"
                  + file
                  + "' of data set '"
                  + dataset
                  + "' is evaluated, but '"
                  + copy
                  + "' of the pre-training corpus is the same image; remove it from the corpus.");
        } else if (copy != null && !copy.equals(file) && trained.contains(raw.id())) {
          allowed.add("'" + file + "' is '" + copy + "'");
        }
      }
    }
    return new Shared(
        leaks,
        allowed.isEmpty()
            ? Optional.empty()
            : Optional.of(
                allowed.size()
                    + (allowed.size() == 1 ? " training image" : " training images")
                    + " of data set '"
                    + dataset
                    + "' in the pre-training corpus too, which is allowed; the first: "
                    + allowed.get(0)
                    + "."));
  }
}
