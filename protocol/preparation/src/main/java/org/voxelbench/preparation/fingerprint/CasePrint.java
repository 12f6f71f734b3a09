package org.voxelbench.preparation.fingerprint;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one case contributes to a fingerprint.
 *
 * @param spacing mm per voxel, {@code [D, H, W]}
 * @param shape voxels after cropping
 * @param relativeSize share of the voxels that cropping leaves
 * @param foreground intensities of each channel; none of an unlabelled case
 */
record CasePrint(
    List<Double> spacing,
    List<Integer> shape,
    double relativeSize,
    List<ForegroundSample> foreground) {

  private static final String SEPARATOR = " ";

  /** All but the foreground, as one line. */
  String text() {
    return Stream.of(spacing.stream(), shape.stream(), Stream.of(relativeSize))
        .flatMap(part -> part)
        .map(String::valueOf)
        .collect(Collectors.joining(SEPARATOR));
  }

  /** What such a line says of an unlabelled case. */
  static CasePrint unlabelled(String text) {
    List<String> words = Arrays.asList(text.split(SEPARATOR));
    return new CasePrint(
        words.subList(0, 3).stream().map(Double::valueOf).toList(),
        words.subList(3, 6).stream().map(Integer::valueOf).toList(),
        Double.parseDouble(words.get(6)),
        List.of());
  }
}
