package org.voxelbench.preparation.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.voxelbench.base.format.JsonFields;

/** nnU-Net's {@code dataset_fingerprint.json}. */
final class FingerprintJson {

  private static final String SPACINGS = "spacings";
  private static final String SHAPES = "shapes_after_crop";
  private static final String RELATIVE_SIZE = "median_relative_size_after_cropping";

  private FingerprintJson() {}

  static ObjectNode write(DatasetFingerprint fingerprint) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set(IntensityJson.KEY, IntensityJson.write(fingerprint.foregroundIntensities()));
    json.put(RELATIVE_SIZE, fingerprint.medianRelativeSizeAfterCropping());
    ArrayNode shapes = json.putArray(SHAPES);
    fingerprint.shapesAfterCrop().forEach(shape -> shape.forEach(shapes.addArray()::add));
    ArrayNode spacings = json.putArray(SPACINGS);
    fingerprint.spacings().forEach(spacing -> spacing.forEach(spacings.addArray()::add));
    return json;
  }

  static DatasetFingerprint read(JsonFields json) {
    return new DatasetFingerprint(
        rows(json, SPACINGS, JsonNode::isNumber, JsonNode::asDouble),
        rows(json, SHAPES, JsonFields::isInteger, JsonNode::asInt),
        IntensityJson.read(json),
        json.number(RELATIVE_SIZE));
  }

  private static <T> List<List<T>> rows(
      JsonFields json, String key, Function<JsonNode, Boolean> fits, Function<JsonNode, T> value) {
    List<List<T>> rows = new ArrayList<>();
    for (JsonNode row : json.array(key)) {
      List<T> values = new ArrayList<>();
      for (JsonNode entry : row) {
        if (!fits.apply(entry)) {
          throw json.wrong(key, "rows of three numbers");
        }
        values.add(value.apply(entry));
      }
      rows.add(values);
    }
    return rows;
  }
}
