package org.voxelbench.datasets.raw;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.voxelbench.datasets.volume.Volumes;

/**
 * A spacing that is hardly one of a medical image in mm, and so perhaps in another unit.
 *
 * @param caseId the case
 * @param file the image or label map
 * @param spacing mm per voxel, {@code [D, H, W]}
 */
public record OddSpacing(String caseId, Path file, double[] spacing) {

  private static final double LEAST = 0.01;
  private static final double MOST = 50;

  /** A share of the spacing, for numbers that people round. */
  private static final double ROUNDING = 0.1;

  private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?");

  /** The spacing of a case, if it is odd; one that is not finite is more than that. */
  static Optional<OddSpacing> of(String caseId, Path file, double[] spacing) {
    return Arrays.stream(spacing).allMatch(Double::isFinite)
            && !Arrays.stream(spacing).allMatch(OddSpacing::isUsual)
        ? Optional.of(new OddSpacing(caseId, file, spacing))
        : Optional.empty();
  }

  private static boolean isUsual(double millimetres) {
    return millimetres >= LEAST && millimetres <= MOST;
  }

  /** Asks whether the spacings of files are right, in one sentence, from their headers alone. */
  public static Optional<String> question(SortedMap<String, Path> files) {
    List<OddSpacing> odd = new ArrayList<>();
    files.forEach(
        (caseId, file) -> of(caseId, file, Volumes.geometry(file).spacing()).ifPresent(odd::add));
    return question(odd, new double[0]).map(words -> words + ".");
  }

  /**
   * Asks whether the spacings of a data set to train on are right, in one sentence.
   *
   * @param odd those of its cases
   * @param known what is known of the spacing, in words; a number there answers the question
   */
  static Optional<String> question(List<OddSpacing> odd, Optional<String> known) {
    double[] stated =
        known.stream()
            .flatMap(words -> NUMBER.matcher(words).results())
            .map(MatchResult::group)
            .mapToDouble(Double::parseDouble)
            .toArray();
    return question(odd, stated)
        .map(words -> words + "; if it is, state it under 'spacing' in a card.");
  }

  private static Optional<String> question(List<OddSpacing> odd, double[] stated) {
    List<OddSpacing> open = odd.stream().filter(spacing -> !spacing.isIn(stated)).toList();
    if (open.isEmpty()) {
      return Optional.empty();
    }
    OddSpacing first = open.get(0);
    int others = open.size() - 1;
    return Optional.of(
        first.file
            + ": is the spacing "
            + Geometries.text(first.spacing)
            + " of case '"
            + first.caseId
            + "'"
            + (others == 0 ? "" : " and of " + others + (others == 1 ? " other" : " others"))
            + " right, which is outside 0.01 to 50 mm? If not, correct the header's "
            + Volumes.spacingKeys(first.file));
  }

  private boolean isIn(double[] stated) {
    return Arrays.stream(spacing)
        .allMatch(
            own ->
                isUsual(own)
                    || Arrays.stream(stated)
                        .anyMatch(number -> Math.abs(number - own) <= ROUNDING * own));
  }
}
