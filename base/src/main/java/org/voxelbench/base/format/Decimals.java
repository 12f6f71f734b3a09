package org.voxelbench.base.format;

import com.fasterxml.jackson.core.io.NumberInput;
import com.fasterxml.jackson.core.io.NumberOutput;
import java.util.regex.Pattern;

/** Numbers as text that reads back to the same bits, alike in every locale and on every JVM. */
public final class Decimals {

  private static final Pattern NUMBER =
      Pattern.compile("NaN|-?(Infinity|[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?)");

  private Decimals() {}

  /** The shortest decimal that reads back to the same double; NaN and infinities as Java's. */
  public static String text(double value) {
    return Double.isFinite(value) ? NumberOutput.toString(value, true) : Double.toString(value);
  }

  /**
   * The double that the text stands for.
   *
   * @throws NumberFormatException if it is not what {@link #text} writes
   */
  public static double parse(String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw new NumberFormatException(text);
    }
    return NumberInput.parseDouble(text, true);
  }
}
