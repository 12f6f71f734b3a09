package org.voxelbench.harness.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs side by side share the host's cores. */
class ThreadAllotmentTest {

  @ParameterizedTest
  @CsvSource({
    "2, 1, 2, 2",
    "2, 2, 1, 1",
    "2, 4, 1, 1",
    "64, 1, 64, 16",
    "64, 4, 16, 16",
    "64, 8, 8, 8"
  })
  void eachGetsItsShareAndNoMoreLoadersThanPay(int cores, int slots, int threads, int loaders) {
    ThreadAllotment share = new ThreadAllotment(cores, slots);
    assertThat(share.threads()).isEqualTo(threads);
    assertThat(share.loaders()).isEqualTo(loaders);
  }
}
