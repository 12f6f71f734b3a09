package org.voxelbench.datasets.raw;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.file.FolderListing;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.volume.Volumes;

/**
 * A folder of segmentations, one file per case, called as the case is: {@code CASE.nii.gz}, or with
 * any other ending of a volume.
 */
public final class SegmentationFolder {

  private final Path folder;
  private final String ending;
  private final SortedMap<String, Path> files = new TreeMap<>();

  private SegmentationFolder(Path folder, String ending) {
    this.folder = folder;
    this.ending = ending;
  }

  /**
   * Lists a folder.
   *
   * @throws DatasetException if there is none, or naming two files of one case
   */
  public static SegmentationFolder open(Path folder) {
    return open(folder, "");
  }

  /**
   * Lists a folder of predictions for a data set.
   *
   * @param ending what the data set's files end in; of two files of a case that with it counts
   * @throws DatasetException if there is none, or naming two files of one case
   */
  public static SegmentationFolder open(Path folder, String ending) {
    SegmentationFolder opened = new SegmentationFolder(folder, ending);
    segmentations(folder).forEach(opened::add);
    return opened;
  }

  private void add(Path file) {
    String caseId = id(file);
    Path other = files.get(caseId);
    if (other == null || file.endsWith(caseId + ending)) {
      files.put(caseId, file);
    } else if (!other.endsWith(caseId + ending)) {
      throw new DatasetException(
          "case '"
              + caseId
              + "' lies there twice, as '"
              + other
              + "' and '"
              + file
              + "'; remove one.");
    }
  }

  private static List<Path> segmentations(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new DatasetException("'" + folder + "' is no folder; expected one of segmentations.");
    }
    List<Path> segmentations = new ArrayList<>();
    try {
      for (Path file : FolderListing.of(folder)) {
        if (ending(file).isPresent()) {
          segmentations.add(file);
        }
      }
    } catch (IOException e) {
      throw new DatasetException(folder + ": can't be listed (" + FileFault.words(e) + ").", e);
    }
    return segmentations;
  }

  private static Optional<String> ending(Path file) {
    String name = file.getFileName().toString();
    return Volumes.endings().stream().filter(name::endsWith).findFirst();
  }

  private static String id(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - ending(file).orElseThrow().length());
  }

  /** All segmentations by the names of their cases. */
  public SortedMap<String, Path> files() {
    return Collections.unmodifiableSortedMap(files);
  }

  /** The segmentation of a case, if it is there. */
  public Optional<Path> file(String caseId) {
    return Optional.ofNullable(files.get(caseId));
  }

  /** Where the segmentation of a case lies, or would be expected. */
  public Path place(String caseId) {
    return file(caseId).orElseGet(() -> folder.resolve(caseId + ending));
  }
}
