package org.voxelbench.base.format;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * One of the words that a key of a file may hold; an enum that implements it is read from and
 * written as its words.
 */
public interface Choice {

  /** The constant's name. */
  String name();

  /** The word in a file: the constant's name in lower case, with hyphens. */
  @JsonValue
  default String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
