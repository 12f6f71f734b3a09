package org.voxelbench.datasets.raw;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.volume.Volumes;

/**
 * How volumes are turned on reading, as {@code overwrite_image_reader_writer} chooses; the same for
 * images, label maps and predictions of a data set.
 */
public enum ReaderChoice {
  /** As stored: nnU-Net's SimpleITKIO and NibabelIO. */
  AS_STORED,
  /** Turned so that the axes point right, anterior, superior: nnU-Net's NibabelIOWithReorient. */
  REORIENTED,
  /** Turned likewise, from where SimpleITK places a volume: nnU-Net's SimpleITKIOWithReorient. */
  REORIENTED_BY_ITK;

  /** What nnU-Net takes for no choice. */
  private static final String NONE = "None";

  /** Formats that nnU-Net's NibabelIO can't open. */
  private static final List<String> BEYOND_NIBABEL = List.of(".nrrd", ".nhdr", ".mha", ".mhd");

  /**
   * The name of a reader of nnU-Net's that opens all files of a data set: the one that it declares,
   * or else one that knows their formats.
   */
  static String name(
      Optional<String> declared, String ending, Collection<DatasetJson.Files> cases) {
    Stream<String> files =
        cases.stream().flatMap(one -> Stream.concat(one.images().stream(), one.label().stream()));
    boolean beyond =
        Stream.concat(Stream.of(ending), files)
            .map(file -> file.toLowerCase(Locale.ROOT))
            .anyMatch(file -> BEYOND_NIBABEL.stream().anyMatch(file::endsWith));
    return declared.filter(name -> !name.equals(NONE)).orElse(beyond ? "SimpleITKIO" : "NibabelIO");
  }

  static ReaderChoice named(Optional<String> name) {
    return switch (name.orElse(NONE)) {
      case NONE, "SimpleITKIO", "NibabelIO" -> AS_STORED;
      case "NibabelIOWithReorient" -> REORIENTED;
      case "SimpleITKIOWithReorient" -> REORIENTED_BY_ITK;
      default ->
          throw new DatasetException(
              "'overwrite_image_reader_writer' names the reader '"
                  + name.get()
                  + "', expected SimpleITKIO, SimpleITKIOWithReorient, NibabelIO or"
                  + " NibabelIOWithReorient.");
    };
  }

  /** Whether volumes are turned. */
  public boolean turns() {
    return this != AS_STORED;
  }

  /**
   * Reads one channel.
   *
   * @throws DatasetException if the file is missing or damaged, or can't be turned
   */
  public Image image(Path file) {
    Image image = Volumes.readImage(file);
    return this == AS_STORED
        ? image
        : turned(
            file,
            () -> {
              Geometry stored = stored(file, image.geometry());
              return way(stored).apply(new Image(stored, image.voxels()));
            });
  }

  /**
   * Reads a label map or a prediction.
   *
   * @throws DatasetException if the file is missing or damaged, or can't be turned
   */
  public LabelMap labelMap(Path file) {
    LabelMap map = Volumes.readLabelMap(file);
    return turned(file, () -> asRead(new LabelMap(stored(file, map.geometry()), map.labels())));
  }

  /**
   * Reads where a volume lies, without its voxels.
   *
   * @throws DatasetException if the header is missing or damaged, or can't be turned
   */
  public Geometry geometry(Path file) {
    Geometry stored = storedGeometry(file);
    return turned(file, () -> this == AS_STORED ? stored : way(stored).turned());
  }

  /**
   * Reads where a volume lies in its file's own axes.
   *
   * @throws DatasetException if the header is missing or damaged
   */
  public Geometry storedGeometry(Path file) {
    return stored(file, Volumes.geometry(file));
  }

  /**
   * Where a volume lies in its file's own axes: as nibabel places it, if nibabel turns it, else as
   * SimpleITK does.
   *
   * @param placed as SimpleITK does
   */
  Geometry stored(Path file, Geometry placed) {
    return this == REORIENTED ? Volumes.nibabelGeometry(file, placed) : placed;
  }

  /** A label map in the axes of its file, as this reader would read that file. */
  public LabelMap asRead(LabelMap stored) {
    return this == AS_STORED ? stored : way(stored.geometry()).apply(stored);
  }

  private static Reorientation way(Geometry stored) {
    return Reorientation.of(stored);
  }

  private static <T> T turned(Path file, Supplier<T> turning) {
    try {
      return turning.get();
    } catch (DatasetException e) {
      throw new DatasetException(file + ": " + e.getMessage(), e);
    }
  }
}
