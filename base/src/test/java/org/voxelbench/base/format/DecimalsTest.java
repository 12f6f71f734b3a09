package org.voxelbench.base.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A number reads back from its text to the same bits. */
class DecimalsTest {

  @Test
  void everyDoubleReadsBackToTheSameBits() {
    double[] values = {0, -0.0, 1, 1 / 3.0, 2e-3, 1e-5, 5e-324, Double.MAX_VALUE, 1e22, 2e23};
    for (double value : values) {
      assertThat(Decimals.parse(Decimals.text(value))).isEqualTo(value);
    }
    assertThat(Decimals.text(Double.POSITIVE_INFINITY)).isEqualTo("Infinity");
    assertThat(Decimals.parse("Infinity")).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Decimals.text(2e23)).isEqualTo("2.0E23");
    assertThat(Decimals.parse(Decimals.text(Double.NaN))).isNaN();
  }
}
