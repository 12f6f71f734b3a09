package org.voxelbench.docs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import java.util.stream.Stream;

/** The words that a key takes. */
final class Choices {

  private static final ObjectMapper YAML = new YAMLMapper();

  private Choices() {}

  /** The constants of an enum, as a file names them. */
  static List<String> of(Class<?> type) {
    return Stream.of(type.getEnumConstants())
        .map(constant -> YAML.valueToTree(constant).textValue())
        .toList();
  }
}
