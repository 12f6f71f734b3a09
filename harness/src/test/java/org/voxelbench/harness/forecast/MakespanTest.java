package org.voxelbench.harness.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MakespanTest {

  private static Makespan.Timed job(String id, double seconds) {
    return new Makespan.Timed(id, Optional.empty(), seconds);
  }

  private static Makespan.Timed job(String id, String start, double seconds) {
    return new Makespan.Timed(id, Optional.of(start), seconds);
  }

  @Test
  void onOneSlotItIsTheSum() {
    List<Makespan.Timed> jobs = List.of(job("p", 5), job("a", "p", 2), job("b", 4));
    assertThat(Makespan.seconds(jobs, 1)).isEqualTo(11);
    assertThat(Makespan.seconds(List.of(), 3)).isZero();
  }

  /** p: 0-5 and b: 0-4 begin; nothing else can until p has ended, then a and c run till 7 and 8. */
  @Test
  void aJobWaitsForItsStart() {
    List<Makespan.Timed> jobs =
        List.of(job("p", 5), job("a", "p", 2), job("b", 4), job("c", "p", 3));
    assertThat(Makespan.seconds(jobs, 2)).isEqualTo(8);
  }

  @Test
  void aStartThatIsDoneHoldsNobodyUp() {
    assertThat(Makespan.seconds(List.of(job("a", "done before", 3), job("b", 3)), 2)).isEqualTo(3);
  }

  /** 4 and 3 first, then 2 on the second slot (3-5) and 1 on the first (4-5). */
  @Test
  void theNextGoesToTheSlotThatIsFreeFirst() {
    List<Makespan.Timed> jobs = List.of(job("a", 4), job("b", 3), job("c", 2), job("d", 1));
    assertThat(Makespan.seconds(jobs, 2)).isEqualTo(5);
  }
}
