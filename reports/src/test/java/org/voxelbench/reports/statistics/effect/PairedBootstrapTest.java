package org.voxelbench.reports.statistics.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.reports.statistics.CaseScores;
import org.voxelbench.reports.statistics.DatasetScores;
import org.voxelbench.reports.statistics.ScoreMatrix;

/** Effects are differences of means, and their intervals hold the truth as often as they say. */
class PairedBootstrapTest {

  private static final int SAMPLES = 1000;
  private static final int DRAWS = 200;
  private static final KnownEffect KNOWN = new KnownEffect(0.04, 3, 12, 3, 0.03, 0.01, 0.03);

  private static PairedEffect effect(
      ScoreMatrix scores, String method, String other, String... over) {
    List<String> datasets =
        over.length > 0
            ? List.of(over)
            : scores.datasets().stream().map(DatasetScores::name).toList();
    return new PairedBootstrap(scores, SAMPLES, 12345)
        .effect(EffectMeasure.DICE, method, other, datasets, 0);
  }

  @ParameterizedTest
  @CsvSource({"1, 12, 2", "3, 4, 2", "3, 12, 2", "3, 12, 3", "2, 50, 3", "2, 12, 5"})
  void theIntervalHoldsTheTruthIn95Of100Draws(int datasets, int cases, int seeds) {
    KnownEffect known = new KnownEffect(0.04, datasets, cases, seeds, 0.03, 0.01, 0.03);
    assertThat(covered(known)).isGreaterThanOrEqualTo(DRAWS * 95 / 100);
  }

  /** Student's interval of the cases alone, exact for normal numbers: neither short nor long. */
  @Test
  void withOneSeedItHoldsTheEffectOfThatSeed() {
    long covered = covered(new KnownEffect(0.04, 1, 12, 1, 0.03, 0, 0.03));
    assertThat((double) covered).isCloseTo(0.95 * DRAWS, within(3 * Math.sqrt(0.0475 * DRAWS)));
  }

  private static long covered(KnownEffect known) {
    return IntStream.range(0, DRAWS)
        .mapToObj(draw -> effect(known.draw(draw), "better", "worse"))
        .filter(e -> e.lower() <= known.effect() && known.effect() <= e.upper())
        .count();
  }

  @Test
  void theOtherWayRoundItIsTheSameWithTheOtherSign() {
    PairedEffect forth = effect(KNOWN.draw(1), "better", "worse");
    PairedEffect back = effect(KNOWN.draw(1), "worse", "better");
    assertThat(back.effect()).isEqualTo(-forth.effect());
    assertThat(back.lower()).isCloseTo(-forth.upper(), within(1e-12));
    assertThat(back.p()).isCloseTo(forth.p(), within(1e-12));
  }

  @Test
  void theIntervalThatReachesZeroMissesWithHalfOfP() {
    PairedEffect effect = effect(KNOWN.draw(2), "better", "worse");
    assertThat(effect.variance().halfWidth(effect.p() / 2))
        .isCloseTo(Math.abs(effect.effect()), within(1e-9));
    assertThat(effect.p() < 0.05).isEqualTo(effect.lower() > 0 || effect.upper() < 0);
  }

  @Test
  void whatNeverDiffersHasNoWidth() {
    PairedEffect same = effect(KNOWN.draw(3), "worse", "worse");
    assertThat(List.of(same.effect(), same.lower(), same.upper(), same.p()))
        .containsExactly(0.0, 0.0, 0.0, 1.0);
  }

  @Test
  void ofOneCaseNothingIsKnown() {
    PairedEffect effect =
        effect(new KnownEffect(0.04, 2, 1, 3, 0, 0.01, 0).draw(0), "better", "worse");
    assertThat(effect.bounded()).isFalse();
    assertThat(List.of(effect.lower(), effect.upper(), effect.p()))
        .containsExactly(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 1.0);
  }

  @Test
  void seedsThatAllDataSetsShareAreDrawnOnceForAll() {
    ScoreMatrix twice =
        new ScoreMatrix(
            List.of("better", "worse"),
            List.of(
                KNOWN.draw(4).datasets().get(0),
                KnownEffect.of("D1", KNOWN.draw(4).datasets().get(0).cases().orElseThrow())));
    PairedBootstrap bootstrap = new PairedBootstrap(twice, SAMPLES, 12345);
    VariancePart one = seeds(bootstrap, List.of("D0"), 3);
    VariancePart shared = seeds(bootstrap, List.of("D0", "D1"), 3);
    VariancePart own = seeds(bootstrap, List.of("D0", "D1"), 0);
    assertThat(shared.variance()).isCloseTo(one.variance(), within(1e-12));
    assertThat(own.variance() / one.variance()).isCloseTo(0.5, within(0.1));
    assertThat(List.of(shared.freedom(), Math.rint(own.freedom()))).containsExactly(2.0, 4.0);
  }

  /** The oracle is one seed of each pre-training alone, of which the others are copies. */
  @Test
  void seedsThatOnlyTheirPreTrainingsTellApartCountAsThese() {
    DatasetScores three = KNOWN.draw(5).datasets().get(0);
    CaseScores cases = three.cases().orElseThrow();
    double[] dice = new double[cases.cases() * 2 * 6];
    for (int i = 0; i < dice.length; i++) {
      dice[i] = cases.dice()[i / 6 * 3 + i % 3];
    }
    boolean[] measured = new boolean[cases.cases() * 6];
    Arrays.fill(measured, true);
    DatasetScores six = KnownEffect.of("D0", new CaseScores(2, 6, 1, dice, measured));
    List<String> methods = List.of("better", "worse");
    VariancePart each =
        seeds(
            new PairedBootstrap(new ScoreMatrix(methods, List.of(three)), SAMPLES, 12345),
            List.of("D0"),
            3);
    PairedBootstrap copied =
        new PairedBootstrap(new ScoreMatrix(methods, List.of(six)), SAMPLES, 12345);
    VariancePart shared = seeds(copied, List.of("D0"), 3);
    assertThat(shared.variance() / each.variance()).isCloseTo(1, within(0.15));
    assertThat(List.of(shared.freedom(), each.freedom())).containsExactly(2.0, 2.0);
    assertThat(seeds(copied, List.of("D0"), 6).freedom()).isCloseTo(5, within(1e-9));
  }

  private static VariancePart seeds(
      PairedBootstrap bootstrap, List<String> over, int preTrainings) {
    return bootstrap
        .effect(EffectMeasure.DICE, "better", "worse", over, preTrainings)
        .variance()
        .seeds();
  }

  @Test
  void thePartsOfTheVarianceAreThoseOfTheTwoWayAnalysis() {
    double[] dice = KNOWN.draw(0).datasets().get(0).cases().orElseThrow().dice();
    double[][] leads = new double[12][3];
    for (int c = 0; c < 12; c++) {
      for (int s = 0; s < 3; s++) {
        leads[c][s] = dice[c * 6 + s] - dice[c * 6 + 3 + s];
      }
    }
    double[] ofCases = Arrays.stream(leads).mapToDouble(PairedBootstrapTest::mean).toArray();
    double[] ofSeeds =
        IntStream.range(0, 3)
            .mapToDouble(s -> mean(Arrays.stream(leads).mapToDouble(l -> l[s]).toArray()))
            .toArray();
    double rest = 0;
    for (int c = 0; c < 12; c++) {
      for (int s = 0; s < 3; s++) {
        double residual = leads[c][s] - ofCases[c] - ofSeeds[s] + mean(ofCases);
        rest += residual * residual / (11 * 2);
      }
    }
    EffectVariance variance = effect(KNOWN.draw(0), "better", "worse", "D0").variance();
    assertThat(variance.cases().variance() / (squares(ofCases) / 11 / 12))
        .isCloseTo(1, within(.15));
    assertThat(variance.seeds().variance() / (squares(ofSeeds) / 2 / 3)).isCloseTo(1, within(.15));
    assertThat(variance.interaction() / (rest / 36)).isCloseTo(1, within(.25));
    assertThat(variance.cases().freedom()).isCloseTo(11, within(1e-9));
    assertThat(variance.seeds().freedom()).isCloseTo(2, within(1e-9));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double squares(double[] values) {
    double mean = mean(values);
    return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
  }
}
