package org.voxelbench.datasets.dicom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.file.FolderListing;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.voxel.StoredVolumes;

/**
 * Reads DICOM series as volumes.
 *
 * <p>Slices are ordered by their position along their normal. Values are rescaled by slope and
 * intercept and, as in ITK, inverted before where the lowest is to be shown white (MONOCHROME1).
 */
public final class DicomSeries {

  private DicomSeries() {}

  /**
   * The files of the one series in a folder, or the file itself; nothing where there is no DICOM.
   *
   * @throws DatasetException if the folder holds several series
   */
  public static List<Path> files(Path place) {
    return found(place).stream().map(DicomFile::file).toList();
  }

  /**
   * Opens the series of a folder, or of a file with several frames.
   *
   * @throws DatasetException if there is no series, or there are several; or as for {@link
   *     #open(Path, List)}
   */
  public static StoredVolumes open(Path place) {
    List<DicomFile> files = found(place);
    if (files.isEmpty()) {
      throw new DatasetException(
          place
              + ": it holds no DICOM image, expected a series; of PNG slices the spacing has to be"
              + " given.");
    }
    return new SliceStack(place, frames(files)).volume();
  }

  /**
   * Opens a series by its files, such as one of several in a folder.
   *
   * @param place what errors name
   * @throws DatasetException if the files are not slices of one volume, side by side without gaps
   */
  public static StoredVolumes open(Path place, List<Path> files) {
    List<DicomFile> read = new ArrayList<>();
    for (Path file : files) {
      read.add(
          DicomFile.read(file)
              .orElseThrow(() -> new DatasetException(file + ": it holds no DICOM image.")));
    }
    checkOne(place, read);
    return new SliceStack(place, frames(read)).volume();
  }

  private static List<Frame> frames(List<DicomFile> files) {
    return files.stream().flatMap(file -> Frame.of(file).stream()).toList();
  }

  private static List<DicomFile> found(Path place) {
    List<DicomFile> files = new ArrayList<>();
    if (!Files.isDirectory(place)) {
      DicomFile.read(place).ifPresent(files::add);
      return files;
    }
    try {
      for (Path file : FolderListing.of(place)) {
        if (Files.isRegularFile(file)) {
          DicomFile.read(file).ifPresent(files::add);
        }
      }
    } catch (IOException e) {
      throw new DatasetException(place + ": can't be listed (" + FileFault.words(e) + ").", e);
    }
    files.sort(Comparator.comparing(file -> file.file().toString()));
    checkOne(place, files);
    return files;
  }

  private static void checkOne(Path place, List<DicomFile> files) {
    Map<String, List<DicomFile>> series = new TreeMap<>();
    files.forEach(
        file ->
            series
                .computeIfAbsent(
                    file.attributes().text(Tag.SERIES).orElse("without a number"),
                    number -> new ArrayList<>())
                .add(file));
    if (series.size() > 1) {
      throw new DatasetException(
          place
              + ": it holds "
              + series.size()
              + " series, "
              + series.entrySet().stream()
                  .map(one -> words(one.getKey(), one.getValue()))
                  .collect(Collectors.joining("; "))
              + "; put each into a folder of its own.");
    }
  }

  private static String words(String number, List<DicomFile> files) {
    Optional<String> description =
        files.stream()
            .map(file -> file.attributes().text(Tag.SERIES_DESCRIPTION))
            .flatMap(Optional::stream)
            .findFirst();
    return description.map(text -> "'" + text + "' ").orElse("")
        + number
        + " of "
        + files.size()
        + (files.size() == 1 ? " file" : " files");
  }
}
