package org.voxelbench.harness.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.voxelbench.base.format.FileSchema;
import org.voxelbench.base.format.StrictJson;
import org.voxelbench.engine.EngineInfo;

/**
 * What a run's settings are, each under its path, such as {@code
 * settings.protocol.training.length.epochs}.
 *
 * @param run the run
 */
record MlflowParameters(TrackedRun run) {

  /** What the oldest versions of MLflow take of a value. */
  private static final int LONGEST_VALUE = 500;

  private static final int LONGEST_NAME = 250;
  private static final String CUT = "...";

  Map<String, String> all() {
    Map<String, String> parameters = new TreeMap<>();
    EngineInfo engine = run.manifest().environment().engine();
    put(parameters, "engine", engine.id());
    put(parameters, "device", engine.device());
    put(parameters, "threads", Integer.toString(engine.threads()));
    add(
        parameters,
        "",
        StrictJson.parse("the key", StrictJson.text(run.manifest().key()), JsonNode.class));
    Path settings = run.folder().path().resolve("settings.json");
    if (Files.isRegularFile(settings)) {
      add(parameters, "settings.", StrictJson.read(settings, JsonNode.class));
    }
    return parameters;
  }

  private static void add(Map<String, String> parameters, String path, JsonNode node) {
    node.properties()
        .forEach(
            field -> {
              String name = path + field.getKey();
              if (field.getValue().isObject()) {
                add(parameters, name + ".", field.getValue());
              } else if (!FileSchema.KEYS.contains(field.getKey())) {
                put(
                    parameters,
                    name,
                    field.getValue().isTextual()
                        ? field.getValue().asText()
                        : field.getValue().toString());
              }
            });
  }

  private static void put(Map<String, String> parameters, String name, String value) {
    parameters.put(TrackedName.of(name, LONGEST_NAME), cut(value));
  }

  private static String cut(String value) {
    return value.length() <= LONGEST_VALUE
        ? value
        : value.substring(0, LONGEST_VALUE - CUT.length()) + CUT;
  }
}
