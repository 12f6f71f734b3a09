package org.voxelbench.reports.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0",
        "999 | 999",
        "331776 | 331,776",
        "999400 | 999,400",
        "999500 | 1.00 million",
        "2654208 | 2.65 million",
        "999600000 | 1.00 billion",
        "4.5e9 | 4.50 billion",
        "6.144e12 | 6.14 trillion",
        "9.99e14 | 999 trillion",
        "NaN | –",
      })
  void aLargeAmountIsSaidInWords(double value, String words) {
    assertThat(NumberText.amount(value)).isEqualTo(words);
  }
}
