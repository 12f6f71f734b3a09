package org.voxelbench.preparation.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.voxelbench.base.format.JsonFields;

/** The key {@code foreground_intensity_properties_per_channel} of fingerprints and plans. */
final class IntensityJson {

  static final String KEY = "foreground_intensity_properties_per_channel";

  private IntensityJson() {}

  static ObjectNode write(Map<Integer, IntensityProperties> byChannel) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    byChannel.forEach(
        (channel, properties) ->
            json.putObject(String.valueOf(channel))
                .put("max", properties.max())
                .put("mean", properties.mean())
                .put("median", properties.median())
                .put("min", properties.min())
                .put("percentile_00_5", properties.percentile005())
                .put("percentile_99_5", properties.percentile995())
                .put("std", properties.std()));
    return json;
  }

  static SortedMap<Integer, IntensityProperties> read(JsonFields json) {
    SortedMap<Integer, IntensityProperties> byChannel = new TreeMap<>();
    JsonFields channels = json.object(KEY);
    channels
        .node()
        .fieldNames()
        .forEachRemaining(
            channel -> {
              if (!channel.matches("\\d{1,4}")) {
                throw json.wrong(KEY, "an object with a channel's number as each key");
              }
              byChannel.put(Integer.valueOf(channel), properties(channels.object(channel)));
            });
    return byChannel;
  }

  private static IntensityProperties properties(JsonFields json) {
    return new IntensityProperties(
        json.number("mean"),
        json.number("median"),
        json.number("std"),
        json.number("min"),
        json.number("max"),
        json.number("percentile_00_5"),
        json.number("percentile_99_5"));
  }
}
