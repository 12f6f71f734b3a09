package org.voxelbench.training.pretext;

import java.util.regex.Pattern;
import org.voxelbench.base.BadInputException;

/**
 * Who a method is.
 *
 * @param id lower-case letters, digits and single hyphens, such as {@code models-genesis}
 * @param name the name to print
 * @param summary one line on what it does
 * @param citation the paper to cite
 * @param licence a note on the licence of this implementation and of its original
 */
public record MethodInfo(String id, String name, String summary, String citation, String licence) {

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  public MethodInfo {
    if (!isId(id)) {
      throw new BadInputException(
          "method id '"
              + id
              + "' is ill-formed; use lower-case letters, digits and single hyphens.");
    }
    require(id, "name", name);
    require(id, "summary", summary);
    require(id, "citation", citation);
    require(id, "licence", licence);
  }

  /** Whether a text is well-formed as a method's id. */
  public static boolean isId(String text) {
    return text != null && ID.matcher(text).matches();
  }

  private static void require(String id, String key, String value) {
    if (value == null || value.isBlank()) {
      throw new BadInputException(
          "method '" + id + "' has no " + key + "; every method states one.");
    }
  }
}
