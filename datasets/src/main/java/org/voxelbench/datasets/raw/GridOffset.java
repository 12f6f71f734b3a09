package org.voxelbench.datasets.raw;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * A file of the image's shape whose affine puts its voxels elsewhere than those of the first
 * channel.
 *
 * @param caseId the case
 * @param file the label map or channel
 * @param isLabel whether it is a label map
 * @param millimetres how far the farthest voxel lies elsewhere
 * @param isTurned whether its axes point another way
 */
public record GridOffset(
    String caseId, Path file, boolean isLabel, double millimetres, boolean isTurned) {

  /** What to do about images and labels that are stored in different orientations. */
  static final String REORIENT =
      "set 'overwrite_image_reader_writer' in dataset.json to \"NibabelIOWithReorient\"";

  /** One sentence on a data set's label maps and one on its channels, where there is need. */
  static List<String> warnings(List<GridOffset> offsets) {
    List<String> warnings = new ArrayList<>();
    List<GridOffset> labels = offsets.stream().filter(GridOffset::isLabel).toList();
    if (!labels.isEmpty()) {
      warnings.add(
          warning(labels, "label map", "image") + ", in training and in scores" + end(labels));
    }
    List<GridOffset> channels =
        offsets.stream().filter(Predicate.not(GridOffset::isLabel)).toList();
    if (!channels.isEmpty()) {
      warnings.add(warning(channels, "image file", "first channel") + end(channels));
    }
    return warnings;
  }

  private static String warning(List<GridOffset> offsets, String what, String image) {
    GridOffset most =
        offsets.stream().max(Comparator.comparingDouble(GridOffset::millimetres)).orElseThrow();
    boolean one = offsets.size() == 1;
    return offsets.size()
        + " "
        + (one
            ? what + " lies elsewhere than its " + image
            : what + "s lie elsewhere than their " + image + "s")
        + " by the affines, the farthest voxel by "
        + Geometries.rounded(most.millimetres)
        + " mm ("
        + most.file
        + ", case '"
        + most.caseId
        + "'); the voxels are taken to match";
  }

  private static String end(List<GridOffset> offsets) {
    long turned = offsets.stream().filter(GridOffset::isTurned).count();
    return turned == 0
        ? ", so look at both together."
        : ", though the axes of "
            + turned
            + " point another way; if these affines are right, "
            + REORIENT
            + ".";
  }
}
