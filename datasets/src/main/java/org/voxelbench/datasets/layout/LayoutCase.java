package org.voxelbench.datasets.layout;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * One case of a publisher's tree, by paths below the tree's root.
 *
 * @param id what it is called
 * @param group what stays on one side of a split with it; empty if it stands alone
 * @param images one volume per channel
 * @param label its label map, if it has one
 */
record LayoutCase(
    String id, Optional<String> group, List<Volume> images, Optional<LabelFiles> label) {

  LayoutCase {
    images = List.copyOf(images);
  }

  /** A file or folder, and which of its volumes is meant if it has several. */
  record Volume(String path, OptionalInt index) {}

  /**
   * The files of a label map.
   *
   * @param paths one file; or one for each structure, in the order in which they are painted
   * @param values what is painted for each; empty for one file, whose values count
   */
  record LabelFiles(List<String> paths, List<Integer> values) {

    LabelFiles {
      paths = List.copyOf(paths);
      values = List.copyOf(values);
    }

    boolean isMerged() {
      return !values.isEmpty();
    }
  }

  /** Everything that it is made of. */
  Stream<String> paths() {
    return Stream.concat(
        images.stream().map(Volume::path), label.stream().flatMap(files -> files.paths().stream()));
  }
}
