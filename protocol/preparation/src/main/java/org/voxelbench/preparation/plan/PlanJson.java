package org.voxelbench.preparation.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.format.JsonFields;
import org.voxelbench.base.format.JsonFile;

/** Plans and fingerprints as nnU-Net writes them. */
public final class PlanJson {

  /** More than any cascade has. */
  private static final int MOST_ANCESTORS = 16;

  private PlanJson() {}

  /** Writes a plan whole or not at all. */
  public static void write(Plan plan, Path file) {
    JsonFile.write(file, toJson(plan));
  }

  /**
   * Reads a plan, nnU-Net's own included; keys it inherits are filled in.
   *
   * @throws BadInputException naming the file and the key that can't be used
   */
  public static Plan readPlan(Path file) {
    return read(file, PlanJson::plan);
  }

  /**
   * Reads a plan that isn't a file of its own, as {@link #readPlan(Path)} does.
   *
   * @param where names the file in an error
   */
  public static Plan readPlan(String where, JsonNode json) {
    return read(new JsonFields(where, json), PlanJson::plan);
  }

  /** A fingerprint as nnU-Net writes it. */
  public static ObjectNode toJson(DatasetFingerprint fingerprint) {
    return FingerprintJson.write(fingerprint);
  }

  /**
   * Reads a fingerprint that isn't a file of its own, as {@link #readFingerprint(Path)} does.
   *
   * @param where names the file in an error
   */
  public static DatasetFingerprint readFingerprint(String where, JsonNode json) {
    return read(new JsonFields(where, json), FingerprintJson::read);
  }

  /** Writes a fingerprint whole or not at all. */
  public static void write(DatasetFingerprint fingerprint, Path file) {
    JsonFile.write(file, toJson(fingerprint));
  }

  /**
   * Reads a fingerprint, nnU-Net's own included.
   *
   * @throws BadInputException naming the file and the key that can't be used
   */
  public static DatasetFingerprint readFingerprint(Path file) {
    return read(file, FingerprintJson::read);
  }

  /** Names the file where it is what the keys say together that can't be. */
  private static <T> T read(Path file, Function<JsonFields, T> reading) {
    return read(new JsonFields(file.toString(), JsonFile.read(file)), reading);
  }

  private static <T> T read(JsonFields fields, Function<JsonFields, T> reading) {
    try {
      return reading.apply(fields);
    } catch (BadInputException e) {
      throw e.getMessage().startsWith(fields.where())
          ? e
          : new BadInputException(fields.where() + ": " + e.getMessage(), e);
    }
  }

  /** A plan as nnU-Net writes it; a configuration that inherits holds only what differs. */
  public static ObjectNode toJson(Plan plan) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("dataset_name", plan.datasetName());
    json.put("plans_name", plan.plansName());
    ArrayNode spacing = json.putArray("original_median_spacing_after_transp");
    Arrays.stream(plan.medianSpacing()).forEach(spacing::add);
    ArrayNode shape = json.putArray("original_median_shape_after_transp");
    Arrays.stream(plan.medianShape()).forEach(shape::add);
    json.put("image_reader_writer", plan.reader());
    ArrayNode forward = json.putArray("transpose_forward");
    Arrays.stream(plan.transposeForward()).forEach(forward::add);
    ArrayNode backward = json.putArray("transpose_backward");
    Arrays.stream(plan.transposeBackward()).forEach(backward::add);
    ObjectNode configurations = json.putObject("configurations");
    plan.configurations()
        .forEach((name, configuration) -> configurations.set(name, own(plan, configuration)));
    json.put("experiment_planner_used", plan.plannerName());
    json.put("label_manager", "LabelManager");
    json.set(IntensityJson.KEY, IntensityJson.write(plan.foregroundIntensityProperties()));
    return json;
  }

  private static ObjectNode own(Plan plan, Configuration configuration) {
    ObjectNode full = ConfigurationJson.write(configuration);
    if (configuration.cascade().inheritsFrom().isEmpty()) {
      return full;
    }
    String parent = configuration.cascade().inheritsFrom().get();
    ObjectNode inherited = ConfigurationJson.write(plan.configuration(parent));
    ObjectNode own = JsonNodeFactory.instance.objectNode();
    own.put("inherits_from", parent);
    full.properties().stream()
        .filter(entry -> !entry.getValue().equals(inherited.get(entry.getKey())))
        .forEach(entry -> own.set(entry.getKey(), entry.getValue()));
    return own;
  }

  private static Plan plan(JsonFields json) {
    JsonFields entries = json.object("configurations");
    Map<String, Configuration> configurations = new LinkedHashMap<>();
    entries
        .node()
        .fieldNames()
        .forEachRemaining(
            name -> {
              ObjectNode merged = merged(entries, name, new LinkedHashSet<>());
              JsonFields fields = new JsonFields(entries.where() + "." + name, merged);
              configurations.put(name, ConfigurationJson.read(name, fields));
            });
    return new Plan(
        json.text("dataset_name"),
        json.text("plans_name"),
        json.text("experiment_planner_used"),
        json.text("image_reader_writer"),
        json.numbers("original_median_spacing_after_transp"),
        json.integerArray("original_median_shape_after_transp"),
        json.integerArray("transpose_forward"),
        configurations,
        IntensityJson.read(json));
  }

  private static ObjectNode merged(JsonFields entries, String name, Set<String> descendants) {
    JsonFields own = entries.object(name);
    if (!own.has("inherits_from")) {
      return ((ObjectNode) own.node()).deepCopy();
    }
    if (!descendants.add(name) || descendants.size() > MOST_ANCESTORS) {
      throw own.wrong("inherits_from", "another configuration that doesn't inherit from this one");
    }
    ObjectNode merged = merged(entries, own.text("inherits_from"), descendants);
    merged.setAll((ObjectNode) own.node());
    return merged;
  }
}
