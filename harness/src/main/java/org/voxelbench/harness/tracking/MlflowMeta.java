package org.voxelbench.harness.tracking;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A {@code meta.yaml} of MLflow's, key by key. */
final class MlflowMeta {

  static final String NAME = "meta.yaml";

  private final StringBuilder text = new StringBuilder();

  MlflowMeta put(String key, String value) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char letter : value.toCharArray()) {
      if (letter == '"' || letter == '\\') {
        quoted.append('\\').append(letter);
      } else if (Character.isISOControl(letter)) {
        quoted.append(String.format("\\u%04x", (int) letter));
      } else {
        quoted.append(letter);
      }
    }
    return line(key, quoted.append('"').toString());
  }

  /** A time in ms, as MLflow counts. */
  MlflowMeta put(String key, Instant time) {
    return line(key, Long.toString(time.toEpochMilli()));
  }

  MlflowMeta put(String key, int value) {
    return line(key, Integer.toString(value));
  }

  MlflowMeta putNull(String key) {
    return line(key, "null");
  }

  MlflowMeta putEmptyList(String key) {
    return line(key, "[]");
  }

  private MlflowMeta line(String key, String value) {
    text.append(key).append(": ").append(value).append('\n');
    return this;
  }

  byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
