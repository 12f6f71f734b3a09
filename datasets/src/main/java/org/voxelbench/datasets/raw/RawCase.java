package org.voxelbench.datasets.raw;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.volume.Volumes;

/**
 * One case: a file per channel and, where it is labelled, a label map.
 *
 * @param id the case's name, without channel index and file ending
 * @param imageFiles one file per channel, in the channels' order
 * @param labelFile the label map's file, if the case is labelled
 * @param reader how the files are turned on reading
 * @param ignoreMask a file that marks voxels, by any value but 0, which no loss may count
 * @param scan what the list of a corpus says of it, where there is one
 */
public record RawCase(
    String id,
    List<Path> imageFiles,
    Optional<Path> labelFile,
    ReaderChoice reader,
    Optional<Path> ignoreMask,
    Optional<Scan> scan) {

  private static final Pattern NO_NAME = Pattern.compile("^$|^\\.|[/\\\\\\p{Cntrl}]");

  /** Whether a text can be the name of a case, and so of the files that are made of it. */
  public static boolean isId(String text) {
    return !NO_NAME.matcher(text).find();
  }

  public RawCase {
    imageFiles = List.copyOf(imageFiles);
  }

  /** A case of no list, with no mask. */
  public RawCase(String id, List<Path> imageFiles, Optional<Path> labelFile, ReaderChoice reader) {
    this(id, imageFiles, labelFile, reader, Optional.empty(), Optional.empty());
  }

  /** A case whose files are read as stored. */
  public RawCase(String id, List<Path> imageFiles, Optional<Path> labelFile) {
    this(id, imageFiles, labelFile, ReaderChoice.AS_STORED);
  }

  /** The same case, of which every voxel counts. */
  public RawCase withoutMask() {
    return new RawCase(id, imageFiles, labelFile, reader, Optional.empty(), scan);
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
      images.add(reader.image(file));
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
   * Reads the label map, where its own file says that it lies.
   *
   * @throws DatasetException if the case has none, or the file is missing or damaged
   */
  public LabelMap labelMap() {
    Path file =
        existing(
            labelFile.orElseThrow(
                () -> new DatasetException("case '" + id + "' has no label map.")),
            "the label map");
    return reader.labelMap(file);
  }

  /**
   * Reads the label map voxel by voxel onto the image, wherever its own affine puts it: what a
   * network is trained on and its prediction scored against. The spacing stays the label map's.
   *
   * @throws DatasetException as for {@link #labelMap}, or if its shape is not the image's
   */
  public LabelMap labelsOnImage() {
    LabelMap map = labelMap();
    Geometry own = map.geometry();
    Geometry image = reader.geometry(existing(imageFiles.get(0), "channel 0"));
    if (!Arrays.equals(own.size(), image.size())) {
      throw new DatasetException(
          labelFile.orElseThrow()
              + " has shape "
              + Arrays.toString(own.size())
              + ", but the image has "
              + Arrays.toString(image.size())
              + "; resample the labels to the image.");
    }
    return new LabelMap(new Geometry(own.size(), own.spacing(), image.affine()), map.labels());
  }

  /**
   * Reads the mask of voxels that no loss may count, voxel by voxel onto the image.
   *
   * @return any value but 0 marks a voxel; empty if the case has no mask
   * @throws DatasetException if the file is missing or damaged, or its shape is not the image's
   */
  public Optional<LabelMap> ignored() {
    return ignoreMask.map(
        file -> {
          LabelMap mask = reader.labelMap(existing(file, "the mask"));
          int[] image = reader.geometry(existing(imageFiles.get(0), "channel 0")).size();
          if (!Arrays.equals(mask.geometry().size(), image)) {
            throw new DatasetException(
                file
                    + ": the mask of case '"
                    + id
                    + "' has shape "
                    + Arrays.toString(mask.geometry().size())
                    + ", but the image has "
                    + Arrays.toString(image)
                    + "; resample the mask to the image.");
          }
          return mask;
        });
  }

  /** All files on disk that hold images, label map and mask, in the order of the channels. */
  public List<Path> files() {
    return Stream.of(imageFiles.stream(), labelFile.stream(), ignoreMask.stream())
        .flatMap(part -> part)
        .flatMap(file -> Volumes.files(file).stream())
        .toList();
  }

  /** A file of the case, which may not be there. */
  Path existing(Path file, String part) {
    if (!FileFault.mayExist(file)) {
      throw new DatasetException(
          file
              + ": "
              + part
              + " of case '"
              + id
              + "' is missing; "
              + VariablePath.unset(file)
                  .map(variable -> "set the variable " + variable + " in its path.")
                  .orElse("expected this file."));
    }
    return file;
  }
}
