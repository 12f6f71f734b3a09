package org.voxelbench.harness.draft;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as a person would write them into a protocol. */
final class Decimal {

  private static final MathContext DIGITS = new MathContext(5);

  private Decimal() {}

  /** At most five significant digits, without an exponent. */
  static double rounded(double value) {
    return new BigDecimal(value).round(DIGITS).doubleValue();
  }

  static String text(double value) {
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }
}
