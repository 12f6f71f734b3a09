package org.voxelbench.harness.cluster;

import java.util.regex.Pattern;
import org.voxelbench.base.format.StrictJson;

/** How a value is written into a script. */
enum Quoting {

  /** As it is. */
  NONE {
    @Override
    String of(String value) {
      return value;
    }
  },

  /** As one word of a POSIX shell. */
  SHELL {
    @Override
    String of(String value) {
      return PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "'\\''") + "'";
    }
  },

  /** As a string of JSON, which is one of YAML too. */
  JSON {
    @Override
    String of(String value) {
      return StrictJson.text(value).strip();
    }
  };

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  abstract String of(String value);

  /** That which a mark around a name stands for. */
  static Quoting marked(String mark) {
    return switch (mark) {
      case "'" -> SHELL;
      case "\"" -> JSON;
      default -> NONE;
    };
  }
}
