package org.voxelbench.datasets.raw;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.voxelbench.base.ProgramVersion;
import org.voxelbench.datasets.Labels;

/**
 * Findings of a case that a training may use, as one line of text: whether there is a foreground,
 * the voxel hash of each image, and what lies elsewhere than the first image.
 */
public final class FindingsText {

  private static final String FOREGROUND = "foreground";
  private static final String NONE = "none";
  private static final String OFFSET = "@";
  private static final String SEPARATOR = " ";
  private static final String FIELDS = ",";

  private FindingsText() {}

  /**
   * What findings depend on besides the files: the checks of this version, and what dataset.json
   * says.
   */
  public static String question(RawDataset dataset, RawCase one, boolean training) {
    return String.join(
        "\0",
        ProgramVersion.current(),
        training ? "training" : "test",
        one.labelFile().isPresent() ? "labelled" : "unlabelled",
        one.reader().name(),
        dataset
            .json()
            .map(DatasetJson::labels)
            .map(Labels::entries)
            .map(Object::toString)
            .orElse(""));
  }

  /** The text; empty if something stands in the way, which is to be looked at each time. */
  public static Optional<String> of(RawCase one, DatasetVerifier.Findings findings) {
    if (!findings.problems().isEmpty()
        || findings.mismatch().isPresent()
        || findings.oddSpacing().isPresent()) {
      return Optional.empty();
    }
    List<Path> files = files(one);
    Stream<String> hashes = one.imageFiles().stream().map(findings.voxelHashes()::get);
    Stream<String> offsets =
        findings.offsets().stream()
            .map(
                offset ->
                    OFFSET
                        + Stream.of(
                                files.indexOf(offset.file()),
                                offset.isLabel(),
                                offset.millimetres(),
                                offset.isTurned())
                            .map(String::valueOf)
                            .collect(Collectors.joining(FIELDS)));
    return Optional.of(
        Stream.of(Stream.of(findings.foreground() ? FOREGROUND : NONE), hashes, offsets)
            .flatMap(part -> part)
            .collect(Collectors.joining(SEPARATOR)));
  }

  /** The findings of a text that {@link #of} made of the same case. */
  public static DatasetVerifier.Findings read(RawCase one, String text) {
    String[] words = text.split(SEPARATOR);
    Map<Path, String> hashes = new LinkedHashMap<>();
    for (Path file : one.imageFiles()) {
      hashes.put(file, words[1 + hashes.size()]);
    }
    List<GridOffset> offsets = new ArrayList<>();
    for (int i = 1 + hashes.size(); i < words.length; i++) {
      String[] fields = words[i].substring(OFFSET.length()).split(FIELDS);
      offsets.add(
          new GridOffset(
              one.id(),
              files(one).get(Integer.parseInt(fields[0])),
              Boolean.parseBoolean(fields[1]),
              Double.parseDouble(fields[2]),
              Boolean.parseBoolean(fields[3])));
    }
    return new DatasetVerifier.Findings(
        List.of(),
        Optional.empty(),
        Optional.empty(),
        offsets,
        Optional.empty(),
        hashes,
        words[0].equals(FOREGROUND));
  }

  private static List<Path> files(RawCase one) {
    return Stream.concat(one.imageFiles().stream(), one.labelFile().stream()).toList();
  }
}
