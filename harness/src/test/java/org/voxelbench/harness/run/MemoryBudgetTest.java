package org.voxelbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** No run begins beside others for which memory would not be there. */
class MemoryBudgetTest {

  private static final long GIB = 1L << 30;

  private long available = 100 * GIB;
  private long held;
  private long seconds;

  private final MemoryBudget room =
      new MemoryBudget(() -> available, () -> held, () -> seconds * 1_000_000_000L);

  @Test
  void untilOneHasEndedEachIsGivenTimeToGrow() {
    room.begin();
    held = 8 * GIB;
    seconds = 59;
    assertThat(room.hasRoom()).isFalse();
    seconds = 60;
    assertThat(room.hasRoom()).isTrue();
    available = 10 * GIB;
    assertThat(room.hasRoom()).isTrue();
    available = 10 * GIB - 1;
    assertThat(room.hasRoom()).as("with something to spare").isFalse();

    available = 100 * GIB;
    room.begin();
    assertThat(room.hasRoom()).as("the second grows too").isFalse();
  }

  @Test
  void theLargestThatHasEndedStandsForAll() {
    room.begin();
    room.end(3 * GIB);
    room.end(GIB);
    available = 3 * GIB;
    assertThat(room.hasRoom()).isTrue();
    available--;
    assertThat(room.hasRoom()).isFalse();
  }

  @Test
  void aRunThatFailedTellsNothing() {
    room.begin();
    room.end(0);
    assertThat(room.hasRoom()).isFalse();
  }
}
