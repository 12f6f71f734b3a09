package org.voxelbench.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every statistic equals SciPy's 1.17.1 to 1e-10; the command stands beside each expected value,
 * after {@code import numpy as np, scipy.stats as s}.
 */
class SciPyTest {

  private static final Offset<Double> EXACT = within(1e-10);

  // s.wilcoxon([.11, -.02, .05, .07, -.01, .13, .03, .09], method="exact", alternative=...)
  @Test
  void wilcoxonIsExactForFewCases() {
    assertWilcoxon(
        Wilcoxon.of(new double[] {.11, -.02, .05, .07, -.01, .13, .03, .09}),
        33,
        0.0390625,
        0.98828125,
        0.01953125);
  }

  // d = [.01 * (k + 1) * (1 if k * 7 % 5 > 1 else -1) for k in range(40)]
  // s.wilcoxon(d, method="exact", alternative=...)
  @Test
  void wilcoxonIsExactForFortyCases() {
    assertWilcoxon(
        Wilcoxon.of(
            IntStream.range(0, 40)
                .mapToDouble(k -> .01 * (k + 1) * (k * 7 % 5 > 1 ? 1 : -1))
                .toArray()),
        500,
        0.23173732552095316,
        0.8867462286971204,
        0.11586866276047658);
  }

  // d = [.1, -.1, .2, .2, -.3, .4, .4, .4, .5]
  // s.wilcoxon(d, method=s.PermutationMethod(n_resamples=np.inf), alternative=...)
  @Test
  void wilcoxonIsExactWithTies() {
    assertWilcoxon(
        Wilcoxon.of(new double[] {.1, -.1, .2, .2, -.3, .4, .4, .4, .5}),
        38.5,
        0.05859375,
        0.978515625,
        0.029296875);
  }

  // d = np.array([0, 0, .3, -.1, .2, 0, .4]); s.wilcoxon(d[d != 0], method="exact")
  @Test
  void wilcoxonDropsAndCountsZeros() {
    Wilcoxon test = Wilcoxon.of(new double[] {0, 0, .3, -.1, .2, 0, .4});
    assertThat(test.p()).isCloseTo(0.25, EXACT);
    assertThat(test.zeros()).isEqualTo(3);
    assertThat(test.used()).isEqualTo(4);
  }

  // i = np.arange(60); d = np.round((i * 37 % 61 - 25) / 100., 2)
  // s.wilcoxon(d, zero_method="wilcox", correction=False, method="asymptotic", alternative=...)
  @Test
  void wilcoxonIsAsymptoticForManyCases() {
    assertWilcoxon(
        Wilcoxon.of(IntStream.range(0, 60).mapToDouble(i -> (i * 37 % 61 - 25) / 100.).toArray()),
        1158,
        0.0393246482200441,
        0.980337675889978,
        0.01966232411002205);
  }

  private static void assertWilcoxon(
      Wilcoxon test, double wPlus, double p, double less, double greater) {
    assertThat(test.wPlus()).isCloseTo(wPlus, EXACT);
    assertThat(test.p()).isCloseTo(p, EXACT);
    assertThat(test.pLess()).isCloseTo(less, EXACT);
    assertThat(test.pGreater()).isCloseTo(greater, EXACT);
  }

  @Test
  void wilcoxonAgreesWithTheLibraryThatRefusesTies() {
    for (int n = 1; n <= 50; n++) {
      int shift = n;
      double[] d =
          IntStream.range(0, n)
              .mapToDouble(i -> (i + 1) * (i * (shift + 3) % 7 > 2 ? .001 : -.001))
              .toArray();
      assertThat(Wilcoxon.of(d).p())
          .isCloseTo(WilcoxonSignedRankTest.withDefaults().test(d).getPValue(), EXACT);
    }
  }

  private static final double[][] DICE = {
    {.71, .80, .69, .90},
    {.55, .61, .58, .66},
    {.82, .80, .79, .91},
    {.44, .47, .40, .46},
    {.63, .70, .66, .68}
  };

  // X = np.array(DICE); n, k = X.shape; c = s.friedmanchisquare(*X.T)
  // F = (n - 1) * c.statistic / (n * (k - 1) - c.statistic)
  // c.statistic, c.pvalue, F, s.f.sf(F, k - 1, (k - 1) * (n - 1))
  @Test
  void friedman() {
    assertFriedman(
        DICE, 10.200000000000003, 0.016940373522533844, 8.500000000000007, 0.002681522974761105);
  }

  // The same after X[0, 2] = X[0, 0]; X[3, 3] = X[3, 1]; X[4] = [.6, .6, .6, .7]
  @Test
  void friedmanWithTies() {
    double[][] tied = {
      {.71, .80, .71, .90}, DICE[1], DICE[2], {.44, .47, .40, .47}, {.6, .6, .6, .7}
    };
    assertFriedman(
        tied, 11.454545454545453, 0.009505565222211283, 12.923076923076916, 0.00045656934393899115);
  }

  private static void assertFriedman(double[][] dice, double chi, double p, double f, double pF) {
    double[][] ranks = new double[dice.length][];
    for (int d = 0; d < dice.length; d++) {
      ranks[d] = Ranks.of(dice[d]);
    }
    Friedman test = Friedman.of(ranks);
    assertThat(test.answer()).isEqualTo(Friedman.Answer.COMPUTED);
    assertThat(test.chiSquare()).isCloseTo(chi, EXACT);
    assertThat(test.pChiSquare()).isCloseTo(p, EXACT);
    assertThat(test.f()).isCloseTo(f, EXACT);
    assertThat(test.pF()).isCloseTo(pF, EXACT);
  }

  // s.studentized_range.ppf(1 - alpha, k, np.inf) and s.studentized_range.sf(q, k, np.inf)
  @ParameterizedTest
  @CsvSource({
    "2, 2.771807648699355, 2.3261743073533476, 0.7236736098317631, 0.004677734981047288",
    "3, 3.314493155398122, 2.9023802134282515, 0.933421945135287, 0.012987661373194292",
    "7, 4.169554155006547, 3.8080982570260042, 0.9998461571612971, 0.06995876562981618",
    "9, 4.38650911549537, 4.037023130237707, 0.9999932062802853, 0.10707824127910315",
    "20, 5.0116887941184425, 4.694104409490512, 0.9999999999998205, 0.3360234511686755"
  })
  void studentizedRange(int k, double q05, double q10, double above05, double above4) {
    StudentizedRange range = new StudentizedRange(k);
    assertThat(range.quantile(0.05)).isCloseTo(q05, EXACT);
    assertThat(range.quantile(0.10)).isCloseTo(q10, EXACT);
    assertThat(range.survival(0.5)).isCloseTo(above05, EXACT);
    assertThat(range.survival(4)).isCloseTo(above4, EXACT);
  }

  // s.studentized_range.ppf(.95, 7, np.inf) / np.sqrt(2) * np.sqrt(7 * 8 / (6 * 11))
  // s.studentized_range.sf(2 / np.sqrt(7 * 8 / (12 * 11)), 7, np.inf)
  @Test
  void nemenyi() {
    Nemenyi test = new Nemenyi(new double[] {2, 4, 3, 5, 4, 6, 4}, 11);
    assertThat(test.criticalDifference(0.05)).isCloseTo(2.715793013944451, EXACT);
    assertThat(test.p(0, 1)).isCloseTo(0.31122483109913524, EXACT);
  }

  // s.kendalltau(x, y).statistic
  @Test
  void kendallsTau() {
    assertThat(KendallTau.of(new double[] {1, 2, 3, 4, 5}, new double[] {2, 1, 4, 3, 5}))
        .isCloseTo(0.6, EXACT);
    assertThat(
            KendallTau.of(new double[] {1, 2.5, 2.5, 4, 5, 6}, new double[] {1, 3, 2, 4.5, 4.5, 6}))
        .isCloseTo(0.9285714285714286, EXACT);
    assertThat(KendallTau.of(new double[] {1, 2, 3}, new double[] {3, 2, 1})).isEqualTo(-1);
  }

  // s.kendalltau(x, y, method="exact"): statistic, pvalue
  @ParameterizedTest
  @CsvSource({
    "1 2 3 4 5,            2 1 4 3 5,            0.6,                  0.23333333333333334",
    "3 1 4 5 9 2 6 8,      2 7 1 8 3 6 4 5,      -0.21428571428571427, 0.5484126984126985",
    "1 2 3 4 5 6 7 8 9 10, 3 1 2 6 4 5 9 10 7 8, 0.6444444444444444,   0.009148478835978836"
  })
  void kendallsPIsExact(String x, String y, double tau, double p) {
    KendallTest test = KendallTest.of(numbers(x), numbers(y));
    assertThat(test.tau()).isCloseTo(tau, EXACT);
    assertThat(test.p()).isCloseTo(p, EXACT);
  }

  // t = abs(s.kendalltau(x, y).statistic)
  // ts = np.array([abs(s.kendalltau(x, q).statistic) for q in itertools.permutations(y)])
  // (ts >= t - 1e-12).mean(), (ts >= ts.max() - 1e-12).mean()
  @ParameterizedTest
  @CsvSource({
    "1 2.5 2.5 4 5 6, 1 3 2 4.5 4.5 6, 0.9285714285714286, 0.008333333333333333, 0.002777777777777778",
    "1 1 2 3 3 3,     2 1 1 3 4 4,     0.6689936080056726, 0.13333333333333333,  0.03333333333333333",
    "1 1 2,           1 1 2,           1,                  0.3333333333333333,   0.3333333333333333"
  })
  void kendallsPIsExactWithTies(String x, String y, double tau, double p, double smallest) {
    KendallTest test = KendallTest.of(numbers(x), numbers(y));
    assertThat(test.tau()).isCloseTo(tau, EXACT);
    assertThat(test.p()).isCloseTo(p, EXACT);
    assertThat(test.smallestP()).isCloseTo(smallest, EXACT);
  }

  private static double[] numbers(String text) {
    return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  // np.quantile([.3, .1, .7, .2, .9, .4, .5], [.025, .975])
  @Test
  void percentiles() {
    Interval interval = Interval.of(new double[] {.3, .1, .7, .2, .9, .4, .5});
    assertThat(interval.low()).isCloseTo(0.115, EXACT);
    assertThat(interval.high()).isCloseTo(0.87, EXACT);
  }

  // Holm (1979) by hand: sorted .005 .01 .03 .04 .2 times 5 4 3 2 1, never decreasing.
  @Test
  void holm() {
    double[] p = {.01, .04, Double.NaN, .03, .005, .2};
    double[] expected = {.04, .09, Double.NaN, .09, .025, .2};
    assertThat(Holm.adjust(p)).containsExactly(expected, within(1e-12));
  }
}
