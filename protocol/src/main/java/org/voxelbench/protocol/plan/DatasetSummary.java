package org.voxelbench.protocol.plan;

import java.util.List;
import org.voxelbench.protocol.ProtocolException;

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

  /** Rejects a data set without channels. */
  public DatasetSummary {
    channelNames = List.copyOf(channelNames);
    if (channelNames.isEmpty()) {
      throw new ProtocolException("data set '" + name + "' names no channel.");
    }
  }
}
