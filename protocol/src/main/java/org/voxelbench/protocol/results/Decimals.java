package org.voxelbench.protocol.results;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.util.regex.Pattern;

/** Numbers as text that reads back to the same bits, alike in every locale and on every JVM. */
final class Decimals {

  static final String NAN = "NaN";

  private static final Pattern FINITE = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private Decimals() {}

  /** The shortest decimal that reads back to the same double, or {@code NaN}. */
  static String text(double value) {
    return Double.isNaN(value) ? NAN : NumberOutput.toString(value, true);
  }

  /**
   * The double that the text stands for.
   *
   * @throws NumberFormatException if it is neither a decimal of ASCII digits nor {@code NaN}
   */
  static double parse(String text) {
    if (text.equals(NAN)) {
      return Double.NaN;
    }
    if (!FINITE.matcher(text).matches()) {
      throw new NumberFormatException(text);
    }
    return Double.parseDouble(text);
  }
}
