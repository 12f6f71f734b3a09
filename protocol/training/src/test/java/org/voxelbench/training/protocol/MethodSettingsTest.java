package org.voxelbench.training.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.voxelbench.base.BadInputException;

/** What a protocol sets of a method's settings. */
class MethodSettingsTest {

  record Knobs(int blockSize, double ratio) {

    Knobs {
      if (blockSize < 1) {
        throw new BadInputException("blockSize (" + blockSize + ") must be at least 1 voxel.");
      }
    }
  }

  @Test
  void settingsChangeTheDefaultsAndNothingElse() {
    Knobs knobs = Protocols.settings("mae", new Knobs(16, 0.75), Map.of("blockSize", 8));

    assertThat(knobs).isEqualTo(new Knobs(8, 0.75));
  }

  @Test
  void anUnknownOrBadSettingIsRefused() {
    Knobs defaults = new Knobs(16, 0.75);

    assertThatThrownBy(() -> Protocols.settings("mae", defaults, Map.of("blocksize", 8)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'mae'")
        .hasMessageContaining("did you mean 'blockSize'?");
    assertThatThrownBy(() -> Protocols.settings("mae", defaults, Map.of("blockSize", 0)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("blockSize (0)");
    assertThatThrownBy(() -> Protocols.settings("mae", defaults, Map.of("blockSize", "big")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("blockSize");
  }
}
