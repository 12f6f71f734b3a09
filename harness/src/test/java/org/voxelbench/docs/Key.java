package org.voxelbench.docs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * One key of a protocol file.
 *
 * @param name as the file writes it
 * @param type what it takes
 * @param meaning what it means, as Markdown
 * @param otherwise what holds where the key is left out; empty if it can't be
 */
record Key(String name, KeyType type, String meaning, Optional<String> otherwise) {

  /** The key as a row of a Markdown table. */
  String row() {
    return "| `%s` | %s | %s | %s |\n"
        .formatted(name, type.words(), otherwise.orElse("required"), meaning.replace("|", "\\|"));
  }

  ObjectNode schema() {
    String words = otherwise.map(value -> meaning + ". Default: " + value).orElse(meaning);
    return type.schema().deepCopy().put("description", words.replace("`", ""));
  }
}
