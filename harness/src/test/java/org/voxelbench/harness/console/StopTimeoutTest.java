package org.voxelbench.harness.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A process that was asked to stop has 8 s, or what it takes to save, but never a minute. */
class StopTimeoutTest {

  /** When the wait is over for a process that is saving between two moments, in ms. */
  private static long end(long from, long until) {
    StopTimeout patience = new StopTimeout();
    long now = 0;
    while (!patience.isOver(now, now >= from && now < until)) {
      now += 100;
    }
    return now;
  }

  @Test
  void whatSavesNothingOrIsQuickHasTheLeast() {
    assertThat(end(0, 0)).isEqualTo(8_000);
    assertThat(end(500, 6_000)).isEqualTo(8_000);
  }

  @Test
  void savingIsWaitedForAndThenLeaving() {
    assertThat(end(500, 20_000)).isBetween(20_500L, 21_000L);
    assertThat(end(7_900, 30_000)).isBetween(30_500L, 31_000L);
  }

  @Test
  void aBenchmarkThatWaitsForAProcessWithoutAnythingToSaveLeavesWithinTenSeconds() {
    long worker = end(0, 0);
    assertThat(end(200, worker + 200)).isBetween(worker + 500, 9_500L);
  }

  @Test
  void whatBeginsTooLateIsNotWaitedFor() {
    assertThat(end(8_500, 30_000)).isEqualTo(8_000);
  }

  @Test
  void noSavingIsWaitedForLongerThanAMinute() {
    assertThat(end(0, Long.MAX_VALUE)).isEqualTo(55_000);
    assertThat(end(500, 54_900)).isEqualTo(55_000);
  }
}
