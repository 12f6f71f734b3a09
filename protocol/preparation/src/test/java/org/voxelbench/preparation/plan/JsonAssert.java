package org.voxelbench.preparation.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;

/** Equality of JSON where numbers may differ by a relative 1e-9. */
final class JsonAssert {

  private JsonAssert() {}

  static void assertEqual(JsonNode actual, JsonNode expected) {
    compare("", actual, expected);
  }

  private static void compare(String path, JsonNode actual, JsonNode expected) {
    if (expected.isNumber()) {
      double value = expected.asDouble();
      assertThat(actual.isNumber()).as(path).isTrue();
      assertThat(actual.asDouble()).as(path).isCloseTo(value, within(1e-9 * Math.abs(value)));
    } else if (expected.isObject()) {
      assertThat(actual.fieldNames())
          .as(path)
          .toIterable()
          .containsExactlyInAnyOrderElementsOf(() -> expected.fieldNames());
      expected
          .properties()
          .forEach(e -> compare(path + "/" + e.getKey(), actual.get(e.getKey()), e.getValue()));
    } else if (expected.isArray()) {
      assertThat(actual.size()).as(path).isEqualTo(expected.size());
      for (int i = 0; i < expected.size(); i++) {
        compare(path + "/" + i, actual.get(i), expected.get(i));
      }
    } else {
      assertThat(actual).as(path).isEqualTo(expected);
    }
  }
}
