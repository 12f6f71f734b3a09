package org.voxelbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuartilesTest {

  @Test
  void interpolatesBetweenSortedValuesAsNumPyDoes() {
    // numpy.quantile([4, 1, 3, 2], [0.25, 0.5, 0.75])
    assertThat(Quartiles.of(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(new Quartiles(1.75, 2.5, 3.25));
  }

  @Test
  void allAreTheOneValue() {
    assertThat(Quartiles.of(List.of(7.0))).isEqualTo(new Quartiles(7, 7, 7));
  }
}
