package org.voxelbench.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.training.protocol.Protocols;

/** The words that a key takes. */
final class Choices {

  private static final ObjectMapper YAML = new YAMLMapper();
  private static final Pattern REFUSAL = Pattern.compile("must be one of (.+)\\.$");
  private static final String NO_WORD = "?";

  private Choices() {}

  /** The constants of an enum, as a file names them. */
  static List<String> of(Class<?> type) {
    return Stream.of(type.getEnumConstants())
        .map(constant -> YAML.valueToTree(constant).textValue())
        .toList();
  }

  /** What a text key takes, as the refusal of a wrong word lists it; empty if it takes any. */
  static List<String> ofText(String path) {
    try {
      JsonNode document = YAML.readTree(Protocols.shippedText("quick"));
      String pointer = "/" + path.replace("[]", "/0").replace('.', '/');
      int last = pointer.lastIndexOf('/');
      if (document.at(pointer.substring(0, last)) instanceof ObjectNode group) {
        group.put(pointer.substring(last + 1), NO_WORD);
      }
      Protocols.parse("quick", document.toString());
    } catch (BadInputException refusal) {
      Matcher words = REFUSAL.matcher(refusal.getMessage());
      return words.find() ? List.of(words.group(1).split(", ")) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.of();
  }
}
