package org.voxelbench.preparation.split;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CaseSubsetsTest {

  private static final List<String> CASES =
      IntStream.range(10, 30).mapToObj(i -> "case_" + i).toList();

  private static final CaseSubsets SUBSETS = new CaseSubsets("Data", 0, CASES);

  @Test
  void theFewerAreAmongTheMore() {
    for (long seed = 0; seed < 20; seed++) {
      for (int most = 1; most < CASES.size(); most++) {
        List<String> more = SUBSETS.draw(most + 1, seed);
        assertThat(SUBSETS.draw(most, seed)).hasSize(most).isSubsetOf(more).isSorted();
      }
    }
    assertThat(SUBSETS.draw(CASES.size() + 5, 1)).isEqualTo(CASES);
  }

  /**
   * Of 2000 seeds, each of 20 cases is drawn among 4 in about 400; 5 standard deviations are 89.
   */
  @Test
  void eachCaseIsAsLikelyAsAnother() {
    Map<String, Integer> drawn = new HashMap<>();
    for (long seed = 0; seed < 2000; seed++) {
      SUBSETS.draw(4, seed).forEach(id -> drawn.merge(id, 1, Integer::sum));
    }
    assertThat(drawn).containsOnlyKeys(CASES);
    assertThat(drawn.values()).allSatisfy(count -> assertThat(count).isBetween(311, 489));
  }

  @Test
  void seedFoldAndDataSetDrawApart() {
    List<String> drawn = SUBSETS.draw(8, 1);
    assertThat(SUBSETS.draw(8, 1)).isEqualTo(drawn);
    assertThat(SUBSETS.draw(8, 2)).isNotEqualTo(drawn);
    assertThat(new CaseSubsets("Data", 1, CASES).draw(8, 1)).isNotEqualTo(drawn);
    assertThat(new CaseSubsets("Other", 0, CASES).draw(8, 1)).isNotEqualTo(drawn);
  }

  @Test
  void outsideAreThoseThatNoSeedDraws() {
    List<String> outside = SUBSETS.outside(4, List.of(1L, 2L));
    assertThat(outside)
        .doesNotContainAnyElementsOf(SUBSETS.draw(4, 1))
        .doesNotContainAnyElementsOf(SUBSETS.draw(4, 2))
        .hasSizeBetween(12, 16);
    assertThat(SUBSETS.outside(CASES.size(), List.of(1L))).isEmpty();
  }
}
