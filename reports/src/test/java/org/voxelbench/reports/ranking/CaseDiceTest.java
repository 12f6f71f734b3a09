package org.voxelbench.reports.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.voxelbench.reports.page.RowBuilder.empty;
import static org.voxelbench.reports.page.RowBuilder.scored;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.voxelbench.reports.page.MadeUpExperiment;
import org.voxelbench.reports.page.RowBuilder;
import org.voxelbench.reports.statistics.PairTest;
import org.voxelbench.results.ResultRow;

/**
 * What tests compare on a case without a structure, beside a case on which all methods are equal,
 * so that the median of the two differences is half of that on the case.
 */
class CaseDiceTest {

  private final List<ResultRow> rows = new ArrayList<>();

  private void add(String method, int fold, String caseId, RowBuilder... seeds) {
    for (int s = 0; s < seeds.length; s++) {
      rows.add(seeds[s].method(method).run(fold, s).caseId(caseId).build());
    }
  }

  /** Half the lead on the case of the first method over another. */
  private double lead(int other) {
    List<PairTest> pairs =
        Results.of(
                rows,
                MadeUpExperiment.bare(
                    List.of(MadeUpExperiment.dataset("A", "test", List.of("tumour"))),
                    List.of(
                        MadeUpExperiment.method("once", "Once"),
                        MadeUpExperiment.method("always", "Always"),
                        MadeUpExperiment.method("never", "Never")),
                    List.of()))
            .statistics()
            .pairs()
            .get("A");
    return pairs.stream()
        .filter(pair -> pair.first() == 0 && pair.second() == other)
        .findFirst()
        .orElseThrow()
        .medianDifference();
  }

  /** Two of three seeds rightly found nothing, so the case is two thirds right. */
  @Test
  void aFalseFindOfOneSeedIsNoZeroOfAll() {
    for (String method : List.of("once", "always", "never")) {
      add(method, 0, "with", scored(0.5), scored(0.5), scored(0.5));
    }
    add("once", 0, "without", empty(), empty(), scored(0));
    add("always", 0, "without", scored(0), scored(0), scored(0));
    add("never", 0, "without", empty(), empty(), empty());
    assertThat(lead(1)).isCloseTo((2 / 3.0 - 0) / 2, within(1e-12));
    assertThat(lead(2)).isCloseTo((2 / 3.0 - 1) / 2, within(1e-12));
  }

  /** As where a fold of one seed failed for all methods. */
  @Test
  void aSeedWithoutRowsOfTheCaseIsNotTakenForRight() {
    for (String method : List.of("once", "always", "never")) {
      add(method, 0, "with", scored(0.5), scored(0.5), scored(0.5));
    }
    add("once", 1, "without", empty(), scored(0));
    add("always", 1, "without", scored(0), scored(0));
    add("never", 1, "without", empty(), empty());
    assertThat(lead(1)).isCloseTo((1 / 2.0 - 0) / 2, within(1e-12));
    assertThat(lead(2)).isCloseTo((1 / 2.0 - 1) / 2, within(1e-12));
  }
}
