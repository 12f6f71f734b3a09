package org.voxelbench.datasets.raw;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.voxelbench.datasets.Geometry;

/**
 * A label map whose shape or spacing is not that of its image.
 *
 * @param caseId the case
 * @param file the label map
 * @param difference in what they differ, image against labels
 * @param isTurned whether the two fit once both are turned
 */
public record GridMismatch(String caseId, Path file, String difference, boolean isTurned) {

  private static final String ORDER = "image against labels";

  /** What sets a label map apart from its image, if it does. */
  static Optional<GridMismatch> of(String caseId, Path file, Geometry image, Geometry labels) {
    return Geometries.difference(image, labels)
        .map(difference -> new GridMismatch(caseId, file, difference, isOnlyTurned(image, labels)));
  }

  private static boolean isOnlyTurned(Geometry image, Geometry labels) {
    return Geometries.difference(
            Reorientation.of(image).turned(), Reorientation.of(labels).turned())
        .isEmpty();
  }

  /** One sentence for each remedy that names all cases. */
  static List<String> problems(List<GridMismatch> mismatches) {
    List<String> problems = new ArrayList<>();
    mismatches.stream()
        .collect(Collectors.partitioningBy(GridMismatch::isTurned))
        .forEach(
            (turned, alike) -> {
              if (!alike.isEmpty()) {
                problems.add(alike.size() == 1 ? problem(alike.get(0)) : problem(alike));
              }
            });
    return problems;
  }

  private static String problem(GridMismatch one) {
    return one.file
        + ": the label map of case '"
        + one.caseId
        + "' doesn't fit its image ("
        + one.difference
        + ", "
        + ORDER
        + "); "
        + (one.isTurned ? remedyOfTurned() : "resample it to the image.");
  }

  private static String problem(List<GridMismatch> many) {
    Map<String, String> cases =
        many.stream()
            .collect(
                Collectors.groupingBy(
                    GridMismatch::difference,
                    LinkedHashMap::new,
                    Collectors.mapping(one -> "'" + one.caseId + "'", Collectors.joining(", "))));
    return many.get(0).file.getParent()
        + ": the label maps of "
        + many.size()
        + " cases don't fit their images ("
        + ORDER
        + "): "
        + cases.entrySet().stream()
            .map(alike -> alike.getKey() + " of " + alike.getValue())
            .collect(Collectors.joining("; "))
        + "; "
        + (many.get(0).isTurned ? remedyOfTurned() : "resample them to the images.");
  }

  private static String remedyOfTurned() {
    return "image and labels are stored in different orientations, so " + GridOffset.REORIENT + ".";
  }
}
