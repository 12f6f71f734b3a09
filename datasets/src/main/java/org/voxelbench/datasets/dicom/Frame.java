package org.voxelbench.datasets.dicom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.voxelbench.datasets.DatasetException;

/**
 * One slice: a frame of a file, and where it lies.
 *
 * @param file its file
 * @param index the frame in it, from 0 on
 * @param position the first pixel, LPS mm
 * @param orientation the directions along a row and along a column, three numbers each
 * @param spacing mm from row to row and from column to column
 * @param slope factor on stored values
 * @param intercept what is added to them
 */
record Frame(
    DicomFile file,
    int index,
    double[] position,
    double[] orientation,
    double[] spacing,
    double slope,
    double intercept) {

  private static final int MOST_FRAMES = 100_000;

  /**
   * The frames of a file.
   *
   * @throws DatasetException if one doesn't say where it lies
   */
  static List<Frame> of(DicomFile file) {
    int count = count(file);
    List<Attributes> groups = file.attributes().items(Tag.FRAME_GROUPS);
    if (!groups.isEmpty() && groups.size() != count) {
      throw new DatasetException(
          file.file()
              + ": it counts "
              + count
              + " frames (0028,0008) and describes "
              + groups.size()
              + " (5200,9230), which doesn't fit.");
    }
    if (count > 1 && groups.isEmpty()) {
      throw new DatasetException(
          file.file()
              + ": it has "
              + count
              + " frames without a place for each (5200,9230); convert it to an enhanced"
              + " multi-frame image, or to NIfTI.");
    }
    List<Frame> frames = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      frames.add(of(file, index, groups.isEmpty() ? List.of() : List.of(groups.get(index))));
    }
    return frames;
  }

  /** The number of frames in a file. */
  static int count(DicomFile file) {
    double count = file.attributes().numbers(Tag.FRAMES).map(numbers -> numbers[0]).orElse(1.0);
    if (!(count >= 1 && count <= MOST_FRAMES)) {
      throw new DatasetException(
          file.file()
              + ": it counts "
              + count
              + " frames (0028,0008), expected 1 to "
              + MOST_FRAMES
              + ".");
    }
    return (int) count;
  }

  private static Frame of(DicomFile file, int index, List<Attributes> own) {
    List<Attributes> groups = new ArrayList<>(own);
    groups.addAll(file.attributes().items(Tag.SHARED_GROUPS));
    return new Frame(
        file,
        index,
        vector(file, groups, Tag.PLANE_POSITION, Tag.POSITION, 3, "ImagePositionPatient"),
        vector(file, groups, Tag.PLANE_ORIENTATION, Tag.ORIENTATION, 6, "ImageOrientationPatient"),
        vector(file, groups, Tag.PIXEL_MEASURES, Tag.PIXEL_SPACING, 2, "PixelSpacing"),
        number(file, groups, Tag.PIXEL_VALUES, Tag.SLOPE).orElse(1.0),
        number(file, groups, Tag.PIXEL_VALUES, Tag.INTERCEPT).orElse(0.0));
  }

  /** Numbers of an attribute in the first group that has it, else at the top. */
  private static Optional<double[]> numbers(
      DicomFile file, List<Attributes> groups, int sequence, int tag) {
    return groups.stream()
        .flatMap(group -> group.items(sequence).stream())
        .map(item -> item.numbers(tag))
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> file.attributes().numbers(tag));
  }

  private static Optional<Double> number(
      DicomFile file, List<Attributes> groups, int sequence, int tag) {
    Optional<double[]> numbers = numbers(file, groups, sequence, tag);
    numbers
        .filter(given -> !Double.isFinite(given[0]))
        .ifPresent(
            given -> {
              throw new DatasetException(
                  file.file()
                      + ": the attribute "
                      + Tag.words(tag)
                      + " is no finite number; correct it.");
            });
    return numbers.map(given -> given[0]);
  }

  private static double[] vector(
      DicomFile file, List<Attributes> groups, int sequence, int tag, int count, String name) {
    return numbers(file, groups, sequence, tag)
        .filter(given -> given.length == count && Arrays.stream(given).allMatch(Double::isFinite))
        .orElseThrow(
            () ->
                new DatasetException(
                    file.file()
                        + ": it has no "
                        + name
                        + " "
                        + Tag.words(tag)
                        + " of "
                        + count
                        + " numbers, so nobody knows where its pixels lie; leave it out or correct"
                        + " it."));
  }

  /** The distance between slices that the file gives, 1 mm without, as in ITK. */
  double distance() {
    List<Attributes> groups = new ArrayList<>(file.attributes().items(Tag.FRAME_GROUPS));
    groups.addAll(file.attributes().items(Tag.SHARED_GROUPS));
    return number(file, groups, Tag.PIXEL_MEASURES, Tag.SPACING_BETWEEN_SLICES)
        .map(Math::abs)
        .filter(length -> length > 0)
        .orElse(1.0);
  }

  /** The direction across the slice. */
  double[] normal() {
    double[] o = orientation;
    return new double[] {
      o[1] * o[5] - o[2] * o[4], o[2] * o[3] - o[0] * o[5], o[0] * o[4] - o[1] * o[3]
    };
  }

  /** How far along a direction it lies. */
  double along(double[] direction) {
    return position[0] * direction[0] + position[1] * direction[1] + position[2] * direction[2];
  }
}
