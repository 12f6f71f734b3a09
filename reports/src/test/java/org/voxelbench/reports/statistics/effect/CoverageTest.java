package org.voxelbench.reports.statistics.effect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often intervals hold the truth: the table of {@code docs/statistics.md}, drawn anew. */
@Tag("long")
class CoverageTest {

  private static final int DRAWS = 1000;

  /** Three standard deviations of a share of 0.95 in so many draws. */
  private static final double CHANCE = 3 * Math.sqrt(0.95 * 0.05 / DRAWS);

  @ParameterizedTest
  @CsvSource({
    "1, 4, 1", "1, 4, 3", "1, 4, 5", "1, 12, 1", "1, 12, 3", "1, 12, 5", "1, 50, 1", "1, 50, 3",
    "1, 50, 5", "2, 4, 1", "2, 4, 3", "2, 4, 5", "2, 12, 1", "2, 12, 3", "2, 12, 5", "2, 50, 1",
    "2, 50, 3", "2, 50, 5", "3, 4, 1", "3, 4, 3", "3, 4, 5", "3, 12, 1", "3, 12, 3", "3, 12, 5",
    "3, 50, 1", "3, 50, 3", "3, 50, 5", "5, 4, 1", "5, 4, 3", "5, 4, 5", "5, 12, 1", "5, 12, 3",
    "5, 12, 5", "5, 50, 1", "5, 50, 3", "5, 50, 5"
  })
  void theIntervalHoldsTheTruthAsOftenAsItSays(int seeds, int cases, int datasets) {
    double ofSeeds = seeds == 1 ? 0 : 0.01;
    KnownEffect known = new KnownEffect(0.04, datasets, cases, seeds, 0.03, ofSeeds, 0.03);
    long covered =
        IntStream.range(0, DRAWS)
            .mapToObj(known::draw)
            .map(scores -> new PairedBootstrap(scores, 1000, 12345))
            .map(b -> b.effect(EffectMeasure.DICE, "better", "worse", known.names(), false))
            .filter(e -> e.lower() <= known.effect() && known.effect() <= e.upper())
            .count();
    assertThat((double) covered / DRAWS).isGreaterThan(0.95 - CHANCE);
  }
}
