package org.voxelbench.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds of ranks, samples and tests whatever the Dice. */
class SchemesTest {

  private static final int CASES = 24;
  private static final int SEEDS = 2;
  private static final int CLASSES = 3;

  private final SplittableRandom random = new SplittableRandom(8);

  /** Dice of seven methods, better from first to last but one, with some empty classes. */
  private double[] dice(int methods) {
    double[] dice = new double[CASES * methods * SEEDS * CLASSES];
    for (int i = 0; i < dice.length; i++) {
      int method = i / (SEEDS * CLASSES) % methods;
      boolean empty = i % CLASSES == 2 && i / (methods * SEEDS * CLASSES) % 3 == 0;
      dice[i] = empty ? Double.NaN : Math.min(1, 0.4 + 0.05 * method + 0.3 * random.nextDouble());
    }
    return dice;
  }

  private static boolean[] measured(int count) {
    boolean[] measured = new boolean[count];
    Arrays.fill(measured, true);
    return measured;
  }

  private static DatasetScores dataset(String name, int methods, double[] dice) {
    CaseScores cases = new CaseScores(methods, SEEDS, CLASSES, dice, measured(CASES * SEEDS));
    double[] ones = new double[methods];
    DatasetScores unknown = new DatasetScores(name, ones, Optional.of(cases));
    return new DatasetScores(name, new CaseMeans(unknown).of(null), Optional.of(cases));
  }

  /** New places of methods and cases. */
  private static double[] moved(double[] dice, int methods, int[] methodOrder, int[] caseOrder) {
    int block = SEEDS * CLASSES;
    double[] moved = new double[dice.length];
    for (int c = 0; c < CASES; c++) {
      for (int m = 0; m < methods; m++) {
        System.arraycopy(
            dice,
            (caseOrder[c] * methods + methodOrder[m]) * block,
            moved,
            (c * methods + m) * block,
            block);
      }
    }
    return moved;
  }

  @ParameterizedTest
  @EnumSource
  void sevenMethodsRanksSumTo28(RankingScheme scheme) {
    for (int trial = 0; trial < 20; trial++) {
      assertThat(Arrays.stream(scheme.ranks(dataset("A", 7, dice(7)))).sum())
          .isCloseTo(28, within(1e-12));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theOrderOfMethodsAndCasesChangesNoBit(RankingScheme scheme) {
    double[] dice = dice(4);
    int[] methods = {2, 0, 3, 1};
    int[] cases = IntStream.range(0, CASES).map(c -> (c * 7 + 3) % CASES).toArray();
    Bootstrap before = bootstrap(4, dice, scheme);
    Bootstrap after = bootstrap(4, moved(dice, 4, methods, cases), scheme);
    for (int m = 0; m < 4; m++) {
      assertThat(after.on("A").orElseThrow().full()[m])
          .isEqualTo(before.on("A").orElseThrow().full()[methods[m]]);
      assertThat(after.on("A").orElseThrow().interval(m))
          .isEqualTo(before.on("A").orElseThrow().interval(methods[m]));
      assertThat(after.dice("A", m)).isEqualTo(before.dice("A", methods[m]));
      assertThat(after.on("A").orElseThrow().places()[m])
          .isEqualTo(before.on("A").orElseThrow().places()[methods[m]]);
    }
    assertThat(after.on("A").orElseThrow().agreement())
        .isEqualTo(before.on("A").orElseThrow().agreement());
  }

  private static Bootstrap bootstrap(int methods, double[] dice, RankingScheme scheme) {
    List<String> names = IntStream.range(0, methods).mapToObj(Integer::toString).toList();
    ScoreMatrix scores = new ScoreMatrix(names, List.of(dataset("A", methods, dice)));
    return Bootstrap.of(scores, scheme, 200, 1);
  }

  @ParameterizedTest
  @EnumSource
  void aMethodThatIsAlwaysWorstShiftsNoOther(RankingScheme scheme) {
    double[] dice = dice(5);
    double[] more = new double[dice.length / 5 * 6];
    int block = SEEDS * CLASSES;
    for (int c = 0; c < CASES; c++) {
      System.arraycopy(dice, c * 5 * block, more, c * 6 * block, 5 * block);
    }
    double[] ranks = scheme.ranks(dataset("A", 5, dice));
    double[] withWorst = scheme.ranks(dataset("A", 6, more));
    assertThat(Arrays.copyOf(withWorst, 5)).isEqualTo(ranks);
    assertThat(withWorst[5]).isEqualTo(6);
  }

  @ParameterizedTest
  @EnumSource(names = {"AGGREGATE_THEN_RANK", "RANK_THEN_AGGREGATE"})
  void aDeletedPredictionNeverRaisesAMethod(RankingScheme scheme) {
    int block = SEEDS * CLASSES;
    double[] dice = dice(4);
    double[] before = scheme.ranks(dataset("A", 4, dice));
    for (int c = 0; c < CASES; c++) {
      for (int m = 0; m < 4; m++) {
        double[] deleted = dice.clone();
        Arrays.fill(deleted, (c * 4 + m) * block, (c * 4 + m + 1) * block, 0);
        assertThat(scheme.ranks(dataset("A", 4, deleted))[m]).isGreaterThanOrEqualTo(before[m]);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMethodWithoutAResultIsLast(RankingScheme scheme) {
    DatasetScores all = dataset("A", 3, dice(3));
    double[] without = {all.dice()[0], Double.NaN, all.dice()[2]};
    double[] ranks = scheme.ranks(new DatasetScores("A", without, all.cases()));
    assertThat(ranks[1]).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource
  void identicalMethodsTieInEverySample(RankingScheme scheme) {
    double[] dice = new double[CASES * 2 * SEEDS * CLASSES];
    for (int i = 0; i < dice.length; i++) {
      int block = SEEDS * CLASSES;
      dice[i] = i / block % 2 == 0 ? random.nextDouble() : dice[i - block];
    }
    Bootstrap bootstrap = bootstrap(2, dice, scheme);
    assertThat(bootstrap.on("A").orElseThrow().full()).containsExactly(1.5, 1.5);
    assertThat(bootstrap.on("A").orElseThrow().interval(0)).isEqualTo(new Interval(1.5, 1.5));
    assertThat(bootstrap.on("A").orElseThrow().places()[0])
        .containsExactly(new double[] {.5, .5}, within(1e-9));
    assertThat(bootstrap.on("A").orElseThrow().agreement().defined()).isZero();
    PairTest pair = PairTest.on(dataset("A", 2, dice)).get(0);
    assertThat(pair.test()).isEqualTo(new Wilcoxon(0, 0, 0, CASES, 1, 1));
    assertThat(pair.test().rankBiserial()).isZero();
  }

  @Test
  void placesAndMethodsSumToOne() {
    double[][] places =
        bootstrap(5, dice(5), RankingScheme.TEST_THEN_RANK).on("A").orElseThrow().places();
    for (int i = 0; i < 5; i++) {
      int place = i;
      assertThat(Arrays.stream(places[i]).sum()).isCloseTo(1, within(1e-9));
      assertThat(Arrays.stream(places).mapToDouble(p -> p[place]).sum()).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void drawsFollowFromSeedDataSetAndSampleAlone() {
    int[] weights = new CaseDraws(3, "A").weights(17, 50);
    assertThat(Arrays.stream(weights).sum()).isEqualTo(50);
    assertThat(new CaseDraws(3, "A").weights(17, 50)).isEqualTo(weights);
    assertThat(new CaseDraws(3, "A").weights(18, 50)).isNotEqualTo(weights);
    assertThat(new CaseDraws(3, "B").weights(17, 50)).isNotEqualTo(weights);
    assertThat(new CaseDraws(4, "A").weights(17, 50)).isNotEqualTo(weights);
    double[] total = new double[10];
    for (int sample = 0; sample < 4000; sample++) {
      int[] drawn = new CaseDraws(1, "A").weights(sample, 10);
      Arrays.setAll(total, i -> total[i] + drawn[i]);
    }
    // 4000 draws are expected of each; five standard deviations are 300.
    assertThat(total)
        .satisfies(t -> Arrays.stream(t).forEach(n -> assertThat(n).isBetween(3700., 4300.)));
  }

  /** The standard error of a mean of n cases is sd / sqrt(n), which the interval must reflect. */
  @Test
  void theIntervalHasTheWidthOfTheStandardError() {
    int cases = 400;
    double[] dice = random.doubles(cases).toArray();
    DatasetScores one =
        new DatasetScores(
            "A",
            new double[] {Arrays.stream(dice).average().orElseThrow()},
            Optional.of(new CaseScores(1, 1, 1, dice, measured(dice.length))));
    Interval interval =
        Bootstrap.of(
                new ScoreMatrix(List.of("m"), List.of(one)),
                RankingScheme.AGGREGATE_THEN_RANK,
                2000,
                1)
            .dice("A", 0);
    double error = Math.sqrt(1 / 12.0 / cases);
    assertThat(interval.high() - interval.low()).isCloseTo(2 * 1.96 * error, within(0.3 * error));
  }

  @Test
  void friedmanAnswersWhereThereIsNoNumber() {
    assertThat(Friedman.of(new double[][] {{1}}).answer()).isEqualTo(Friedman.Answer.ONE_METHOD);
    assertThat(Friedman.of(new double[][] {{1, 2}}).answer())
        .isEqualTo(Friedman.Answer.ONE_DATASET);
    assertThat(Friedman.of(new double[][] {{1.5, 1.5}, {1.5, 1.5}}).answer())
        .isEqualTo(Friedman.Answer.ALL_TIED);
    Friedman two = Friedman.of(new double[][] {{1, 2}, {1, 2}});
    assertThat(two.answer()).isEqualTo(Friedman.Answer.ALL_AGREE);
    assertThat(two.pChiSquare()).isCloseTo(two.smallestP(), within(1e-12));
    assertThat(two.smallestExactP()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void fewCasesCanReachNoSmallP() {
    assertThat(Wilcoxon.smallestP(5)).isEqualTo(0.0625);
    assertThat(Wilcoxon.smallestP(1)).isEqualTo(1);
    assertThat(Wilcoxon.of(new double[] {1, 2, 3, 4, 5}).p()).isEqualTo(0.0625);
    double[] all = IntStream.rangeClosed(1, 60).asDoubleStream().toArray();
    assertThat(Wilcoxon.of(all).p()).isCloseTo(Wilcoxon.smallestP(60), within(1e-18));
  }

  @Test
  void groupsOfMethodsThatDoNotDiffer() {
    Nemenyi test = new Nemenyi(new double[] {4, 1, 2.6, 2.4}, 20);
    // q(0.05, 4) = 3.633, so the critical difference is 1.049.
    assertThat(test.groups(0.05)).containsExactly(List.of(3, 2));
    assertThat(new Nemenyi(new double[] {1, 2}, 3).groups(0.05)).containsExactly(List.of(0, 1));
  }

  @Test
  void leavingOutAMethodRanksTheOthersAnew() {
    DatasetScores a = new DatasetScores("A", new double[] {.9, .8, .7}, Optional.empty());
    DatasetScores b = new DatasetScores("B", new double[] {.5, .6, .7}, Optional.empty());
    ScoreMatrix scores = new ScoreMatrix(List.of("x", "y", "z"), List.of(a, b));
    List<LeaveOut> methods = LeaveOut.methods(scores, RankingScheme.AGGREGATE_THEN_RANK);
    assertThat(methods.get(0).averageRanks()).containsExactly(Double.NaN, 1.5, 1.5);
    List<LeaveOut> datasets = LeaveOut.datasets(scores, RankingScheme.AGGREGATE_THEN_RANK);
    assertThat(datasets.get(0).leftOut()).isEqualTo("A");
    assertThat(datasets.get(0).leaders()).containsExactly(2);
    assertThat(datasets.get(1).averageRanks()).containsExactly(1, 2, 3);
    assertThatThrownBy(() -> RankingScheme.TEST_THEN_RANK.ranks(a))
        .hasMessageContaining("no Dice of single cases");
  }
}
