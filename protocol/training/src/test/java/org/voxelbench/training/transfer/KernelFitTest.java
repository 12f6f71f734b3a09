package org.voxelbench.training.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.voxelbench.engine.NdArray;

/** How one kernel becomes another of more channels or fewer taps. */
class KernelFitTest {

  @Test
  void severalPretrainedChannelsAreRepeatedInTurn() {
    KernelFit fit =
        KernelFit.of(new int[] {1, 2, 1, 1, 1}, new int[] {1, 4, 1, 1, 1}, true).orElseThrow();
    NdArray value = NdArray.of(new int[] {1, 2, 1, 1, 1}, 6f, 10f);
    assertThat(fit.apply(value).floats()).containsExactly(3, 5, 3, 5);
  }

  @Test
  void channelsAndKernelAreAdaptedTogether() {
    int[] from = {1, 1, 3, 1, 1};
    KernelFit fit = KernelFit.of(from, new int[] {1, 2, 1, 1, 1}, true).orElseThrow();
    assertThat(fit.apply(NdArray.of(from, 2f, 4f, 6f)).floats()).containsExactly(2, 2);
  }

  @Test
  void onlyTheInputKernelIsSpreadOverChannels() {
    assertThat(KernelFit.of(new int[] {4, 1, 3, 3, 3}, new int[] {4, 2, 3, 3, 3}, false)).isEmpty();
    assertThat(KernelFit.of(new int[] {4, 2, 3, 3, 3}, new int[] {4, 3, 3, 3, 3}, true)).isEmpty();
    assertThat(KernelFit.of(new int[] {4, 1, 1, 3, 3}, new int[] {4, 1, 3, 3, 3}, true)).isEmpty();
  }
}
