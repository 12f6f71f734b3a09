package org.voxelbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryForecastTest {

  private static final double GIB = 1L << 30;

  private static final StepProbe PROBE =
      new StepProbe(1, 3 * GIB, GIB, 0.5 * GIB, new int[] {16, 16, 16}, 1);

  private static double heap() {
    return Runtime.getRuntime().maxMemory();
  }

  @Test
  void onTheProcessorItIsStepsProgramAndHeap() {
    MemoryForecast one = MemoryForecast.of(PROBE, 2, true, 1);
    assertThat(one.hostBytes()).isEqualTo(2 * 2 * GIB + 0.5 * GIB + heap());
    assertThat(one.words()).contains("of the host at most", "-Xmx").doesNotContain("card");
  }

  @Test
  void runsSideBySideShareTheHeapAlone() {
    assertThat(MemoryForecast.of(PROBE, 1, true, 3).hostBytes())
        .isEqualTo(3 * 2 * GIB + 4 * 0.5 * GIB + heap());
  }

  @Test
  void aCardHoldsTheStepsAndTheHostTheRest() {
    MemoryForecast card = MemoryForecast.of(PROBE, 2, false, 1);
    assertThat(card.cardBytes()).isEqualTo(6 * GIB);
    assertThat(card.hostBytes()).isEqualTo(0.5 * GIB + heap());
    assertThat(card.words()).startsWith("6.0 GiB of the card, ");
  }
}
