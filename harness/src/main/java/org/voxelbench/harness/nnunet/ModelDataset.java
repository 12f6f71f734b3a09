package org.voxelbench.harness.nnunet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.voxelbench.base.format.JsonFile;
import org.voxelbench.datasets.Labels;
import org.voxelbench.datasets.raw.DatasetJson;

/**
 * The {@code dataset.json} of a model.
 *
 * @param json all of it, with the keys that nnU-Net 2 reads
 * @param declared what it declares
 */
record ModelDataset(ObjectNode json, DatasetJson declared) {

  private static final String READER = "overwrite_image_reader_writer";

  /** Reads the file of a run, which may be one of nnU-Net 1. */
  static ModelDataset read(Path file) {
    DatasetJson declared = DatasetJson.read(file);
    ObjectNode json = ((ObjectNode) JsonFile.read(file)).deepCopy();
    if (!json.has("channel_names")) {
      json.remove("modality");
      ObjectNode channels = json.putObject("channel_names");
      for (int i = 0; i < declared.channelNames().size(); i++) {
        channels.put(Integer.toString(i), declared.channelNames().get(i));
      }
      labels(json.putObject("labels"), declared.labels());
    }
    json.put("file_ending", declared.fileEnding());
    json.remove(List.of("training", "test", "dataset"));
    return new ModelDataset(json, declared);
  }

  private static void labels(ObjectNode json, Labels labels) {
    labels
        .entries()
        .forEach(
            (name, values) -> {
              if (values.size() == 1) {
                json.put(name, values.get(0));
              } else {
                ArrayNode region = json.putArray(name);
                values.forEach(region::add);
              }
            });
  }

  /** The same read by that reader of nnU-Net. */
  ObjectNode readBy(String reader) {
    return json.deepCopy().put(READER, reader);
  }

  /** A text of the file, such as its licence under {@code licence} or {@code license}. */
  Optional<String> text(String... keys) {
    for (String key : keys) {
      JsonNode value = json.path(key);
      if (value.isTextual() && !value.asText().isBlank()) {
        return Optional.of(value.asText().strip());
      }
    }
    return Optional.empty();
  }
}
