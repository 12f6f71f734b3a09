package org.voxelbench.datasets.layout;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.OptionalInt;
import org.voxelbench.datasets.DatasetException;

/**
 * Where a channel lies.
 *
 * @param file its files, or folders of slices
 * @param volume its index from 0 on in a file of several volumes
 */
public record ChannelTemplate(PathTemplate file, OptionalInt volume) {

  /** The same with the parts of another template. */
  ChannelTemplate with(PathTemplate first) {
    return new ChannelTemplate(file.with(first), volume);
  }

  /** As cards write a channel that is a part of a file. */
  @JsonCreator
  static ChannelTemplate of(
      @JsonProperty(value = "file", required = true) PathTemplate file,
      @JsonProperty("volume") Integer volume) {
    if (file == null || volume != null && volume < 0) {
      throw new DatasetException("a channel needs a 'file', and a 'volume' from 0 on if any.");
    }
    return new ChannelTemplate(file, volume == null ? OptionalInt.empty() : OptionalInt.of(volume));
  }

  /** As cards write a channel that is a file of its own. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static ChannelTemplate of(String file) {
    return new ChannelTemplate(new PathTemplate(file), OptionalInt.empty());
  }
}
