package org.voxelbench.store;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.charset.StandardCharsets;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.Sha256;

/** What makes two runs the same run: equal keys have equal ids, and share one folder. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = RunKey.class, name = "run"),
  @JsonSubTypes.Type(value = PreTrainingKey.class, name = "pretraining"),
  @JsonSubTypes.Type(value = SupervisedPreTrainingKey.class, name = "supervised-pretraining")
})
public sealed interface StoreKey permits RunKey, PreTrainingKey, SupervisedPreTrainingKey {

  /** Hexadecimal digits of the hash in an id. */
  int HASH_DIGITS = 12;

  /** The readable head of the id. */
  String name();

  /** One line per fact, the kind first; the id's hash is taken of it. */
  String canonicalText();

  /** Engine's id. */
  String engine();

  /**
   * The id and folder name: the readable name and the first 12 digits of the SHA-256 of {@link
   * #canonicalText}.
   */
  default String id() {
    byte[] text = canonicalText().getBytes(StandardCharsets.UTF_8);
    return name().replaceAll("[^A-Za-z0-9_.-]", "_")
        + "-"
        + Sha256.of(text).substring(0, HASH_DIGITS);
  }

  /**
   * Facts as {@link #canonicalText} has them.
   *
   * @param kind the first line
   * @param facts a name and its value in turn
   */
  static String lines(String kind, Object... facts) {
    StringBuilder text = new StringBuilder(kind);
    for (int i = 0; i < facts.length; i += 2) {
      text.append('\n').append(facts[i]).append('=').append(facts[i + 1]);
    }
    return text.append('\n').toString();
  }

  /** Refuses a fact that is empty or has control characters, which would blur the lines. */
  static void check(String fact, String value) {
    if (value.isEmpty() || value.chars().anyMatch(Character::isISOControl)) {
      throw new BadInputException(
          "a run's " + fact + " ('" + value + "') must be a text without line breaks.");
    }
  }
}
