package org.voxelbench.reports.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.reports.page.Contrast;

class PaletteTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 9, 12})
  void everyColourIsLighterThanTheLastAndShowsOnWhite(int methods) {
    double last = -1;
    Color[] colours = Palette.of(methods);
    assertThat(colours).hasSize(methods);
    for (Color colour : colours) {
      double lightness = 116 * Math.cbrt(Contrast.luminance(colour)) - 16;
      assertThat(lightness).isGreaterThan(last + 3).isLessThan(78);
      last = lightness;
    }
  }
}
