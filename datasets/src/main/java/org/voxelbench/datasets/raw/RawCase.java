package org.voxelbench.datasets.raw;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.nifti.Nifti;

/**
 * One case: a file per channel and, where it is labelled, a label map.
 *
 * @param id the case's name, without channel index and file ending
 * @param imageFiles one file per channel, in the channels' order
 * @param labelFile the label map's file, if the case is labelled
 * @param reader how the files are turned on reading
 */
public record RawCase(
    String id, List<Path> imageFiles, Optional<Path> labelFile, ReaderChoice reader) {

  private static final Pattern NO_NAME = Pattern.compile("^$|^\\.|[/\\\\\\p{Cntrl}]");

  /** Whether a text can be the name of a case, and so of the files that are made of it. */
  public static boolean isId(String text) {
    return !NO_NAME.matcher(text).find();
  }

  public RawCase {
    imageFiles = List.copyOf(imageFiles);
  }

  /** A case whose files are read as stored. */
  public RawCase(String id, List<Path> imageFiles, Optional<Path> labelFile) {
    this(id, imageFiles, labelFile, ReaderChoice.AS_STORED);
  }

  /**
   * Reads all channels.
   *
   * @throws DatasetException if a file is missing or damaged, or channels differ in shape or
   *     spacing; nnU-Net takes the first channel's geometry for all
   */
  public List<Image> images() {
    List<Image> images = new ArrayList<>();
    for (int channel = 0; channel < imageFiles.size(); channel++) {
      Path file = existing(imageFiles.get(channel), "channel " + channel);
      Image image = Nifti.readImage(file);
      images.add(reader == ReaderChoice.REORIENTED ? turned(file, image) : image);
      Optional<String> difference =
          Geometries.difference(images.get(0).geometry(), images.get(channel).geometry());
      if (difference.isPresent()) {
        throw new DatasetException(
            file
                + ": channel "
                + channel
                + " of case '"
                + id
                + "' doesn't fit channel 0 ("
                + difference.get()
                + "); resample it to channel 0.");
      }
    }
    return images;
  }

  /**
   * Reads the label map.
   *
   * @throws DatasetException if the case has none, or the file is missing or damaged
   */
  public LabelMap labelMap() {
    Path file =
        existing(
            labelFile.orElseThrow(
                () -> new DatasetException("case '" + id + "' has no label map.")),
            "the label map");
    LabelMap map = Nifti.readLabelMap(file);
    if (reader == ReaderChoice.AS_STORED) {
      return map;
    }
    try {
      return Reorientation.of(map.geometry()).apply(map);
    } catch (DatasetException e) {
      throw new DatasetException(file + ": " + e.getMessage(), e);
    }
  }

  private static Image turned(Path file, Image image) {
    try {
      return Reorientation.of(image.geometry()).apply(image);
    } catch (DatasetException e) {
      throw new DatasetException(file + ": " + e.getMessage(), e);
    }
  }

  /** A file of the case, which may not be there. */
  Path existing(Path file, String part) {
    if (!FileFault.mayExist(file)) {
      throw new DatasetException(
          file + ": " + part + " of case '" + id + "' is missing; expected this file.");
    }
    return file;
  }
}
