package org.voxelbench.datasets.raw;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Labels;

/**
 * What {@code dataset.json} declares (nnU-Net: {@code dataset_format.md}).
 *
 * @param channelNames names of the channels, by index; from {@code channel_names} or, in files of
 *     nnU-Net v1, {@code modality}
 * @param labels labels or regions
 * @param trainingCases the number of training cases, if given
 * @param fileEnding what image and label files end in, with the leading dot
 * @param reader how images are read
 * @param readerName nnU-Net's name of a reader that opens the files: the declared one, else one
 *     that knows their formats
 * @param cases explicit files per case; empty where the folders' contents count
 * @param groups what of a case stays on one side of a split with others, such as its patient, by
 *     case; from {@link #GROUPS}, which nnU-Net passes over
 */
public record DatasetJson(
    List<String> channelNames,
    Labels labels,
    OptionalInt trainingCases,
    String fileEnding,
    ReaderChoice reader,
    String readerName,
    Map<String, Files> cases,
    Map<String, String> groups) {

  /** The file's name in a data set's folder. */
  public static final String NAME = "dataset.json";

  /** The key of the groups. */
  public static final String GROUPS = "case_groups";

  public DatasetJson {
    channelNames = List.copyOf(channelNames);
    cases = Map.copyOf(cases);
    groups = Map.copyOf(groups);
  }

  /**
   * The files of one case, relative to the data set's folder, with variables as they are written.
   */
  public record Files(List<String> images, Optional<String> label) {

    public Files {
      images = List.copyOf(images);
    }
  }

  /**
   * Reads a file.
   *
   * @throws DatasetException naming file and key, if something is missing or malformed
   */
  public static DatasetJson read(Path file) {
    return new DatasetJsonReader(file).read();
  }
}
