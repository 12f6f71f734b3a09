package org.voxelbench.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KendallTestTest {

  private static final Offset<Double> EXACT = within(1e-12);

  private static double[] identity(int methods) {
    return IntStream.range(0, methods).asDoubleStream().toArray();
  }

  /** Of five pairs that both order, 4 alike and 1 opposed; one pair is tied in the second. */
  @Test
  void tauIsTheExcessOfAgreeingPairsOverTheGeometricMeanOfUntiedOnes() {
    KendallTest test = KendallTest.of(new double[] {1, 2, 3, 4}, new double[] {2, 1, 3, 3});
    assertThat(test.pairs()).isEqualTo(6);
    assertThat(test.agreeing()).isEqualTo(4);
    assertThat(test.opposed()).isEqualTo(1);
    assertThat(test.tau()).isCloseTo((4 - 1) / Math.sqrt(6 * 5), EXACT);
  }

  /** Of the n! orders without ties two are as far from 0: the same and the reverse. */
  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 6, 7, 8, 9, 10})
  void twoOfAllOrdersAgreeOrDisagreeInEveryPair(int methods) {
    double factorial =
        IntStream.rangeClosed(1, methods).asDoubleStream().reduce(1, (a, b) -> a * b);
    double[] order = identity(methods);
    double[] reverse = IntStream.range(0, methods).mapToDouble(m -> -m).toArray();
    for (double[] other : new double[][] {order, reverse}) {
      KendallTest test = KendallTest.of(order, other);
      assertThat(test.p()).isCloseTo(2 / factorial, EXACT);
      assertThat(test.smallestP()).isEqualTo(test.p());
    }
  }

  @Test
  void withoutAnOrderThereIsNoTau() {
    for (double[] numbers : new double[][] {{}, {1}, {1, 2, 3}}) {
      KendallTest test = KendallTest.of(numbers, new double[numbers.length]);
      assertThat(test.methods()).isEqualTo(numbers.length);
      assertThat(test.tau()).isNaN();
      assertThat(test.p()).isNaN();
      assertThat(test.smallestP()).isNaN();
    }
  }

  @Test
  void twoMethodsHaveATauWithoutPAndSoHaveMoreThanTen() {
    for (int methods : new int[] {2, 11}) {
      KendallTest test = KendallTest.of(identity(methods), identity(methods));
      assertThat(test.tau()).isEqualTo(1);
      assertThat(test.p()).isNaN();
      assertThat(test.smallestP()).isNaN();
    }
  }

  @Test
  void neitherRankingComesFirstAndNoneBelowItsSmallestP() {
    Random random = new Random(5);
    for (int i = 0; i < 200; i++) {
      int methods = 3 + random.nextInt(4);
      double[] first = random.ints(methods, 0, 4).asDoubleStream().toArray();
      double[] second = random.ints(methods, 0, 4).asDoubleStream().toArray();
      KendallTest test = KendallTest.of(first, second);
      KendallTest swapped = KendallTest.of(second, first);
      if (Double.isNaN(test.tau())) {
        assertThat(swapped.tau()).isNaN();
      } else {
        assertThat(swapped).isEqualTo(test);
        assertThat(test.p()).isBetween(test.smallestP(), 1.0);
      }
    }
  }
}
