package org.voxelbench.docs;

import java.util.Map;

/**
 * What a record's doc comment says, as Markdown.
 *
 * @param summary its first sentence
 * @param components meaning of each component that has an {@code @param}, by name
 */
record RecordComment(String summary, Map<String, String> components) {

  /** The meaning of one component; an error names it if the comment lacks it. */
  String component(Class<?> type, String name) {
    String meaning = components.get(name);
    if (meaning == null) {
      throw new IllegalStateException(
          type.getName() + ": '" + name + "' has no @param; say there what the key means.");
    }
    return meaning;
  }
}
