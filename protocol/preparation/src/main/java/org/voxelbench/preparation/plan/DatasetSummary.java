package org.voxelbench.preparation.plan;

import java.util.List;
import org.voxelbench.base.BadInputException;
import org.voxelbench.datasets.raw.DatasetJson;
import org.voxelbench.datasets.raw.RawDataset;

/**
 * What a planner takes from {@code dataset.json}.
 *
 * @param name the data set's folder name
 * @param channelNames in channel order; a name picks the normalisation
 * @param labelEntries entries of {@code labels}, background and ignore included
 * @param numTraining training cases
 * @param reader the image reader's name, such as {@code SimpleITKIO}
 */
public record DatasetSummary(
    String name, List<String> channelNames, int labelEntries, int numTraining, String reader) {

  private static final String AS_STORED = "NibabelIO";

  /** Rejects a data set without channels. */
  public DatasetSummary {
    channelNames = List.copyOf(channelNames);
    if (channelNames.isEmpty()) {
      throw new BadInputException("data set '" + name + "' names no channel.");
    }
  }

  /** The summary of a raw data set; unlabelled images count as one label beside background. */
  public static DatasetSummary of(RawDataset dataset) {
    int cases = dataset.trainingCases().size();
    return new DatasetSummary(
        dataset.folder().toAbsolutePath().normalize().getFileName().toString(),
        dataset.channelNames(),
        dataset.json().map(json -> json.labels().entries().size()).orElse(2),
        dataset.json().map(json -> json.trainingCases().orElse(cases)).orElse(cases),
        dataset.json().map(DatasetJson::readerName).orElse(AS_STORED));
  }
}
