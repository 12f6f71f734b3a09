package org.voxelbench.datasets.raw;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the axes of a file point. */
class OrientationTest {

  /** Letters of nibabel 5.4.2: {@code nibabel.aff2axcodes(affine)}. */
  @ParameterizedTest
  @CsvSource({
    "RAS, 1 0 0  0 1 0  0 0 1",
    "LPS, -1 0 0  0 -1 0  0 0 1",
    "LAS, -2.5 0 0  0 2.5 0  0 0 7.7",
    "SPR, 0 0 3  0 -1 0  2 0 0",
    "PIR, 0.1 0 1  -1 0.2 0.1  0.2 -1 0"
  })
  void theLettersAreThoseOfNibabel(String letters, String rows) {
    String[] numbers = rows.trim().split(" +");
    double[][] affine = new double[4][4];
    for (int i = 0; i < 9; i++) {
      affine[i / 3][i % 3] = Double.parseDouble(numbers[i]);
    }
    affine[3][3] = 1;

    assertThat(Orientation.of(affine).letters()).isEqualTo(letters);
  }
}
