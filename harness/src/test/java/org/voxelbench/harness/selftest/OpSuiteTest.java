package org.voxelbench.harness.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.harness.selftest.ops.OpProgram;
import org.voxelbench.harness.selftest.ops.SeededValues;

/** What the check of ops finds right, wrong and undone. */
class OpSuiteTest {

  private static final SeededValues VALUES = SeededValues.of(Precision.FP32);

  private static Oracle oracle;

  @BeforeAll
  static void open() {
    oracle = Oracle.open(List.of(Fakes.torch()), 1);
  }

  @AfterAll
  static void close() {
    oracle.close();
  }

  private static List<OpProgram> product() {
    NdArray left = VALUES.any("left", 4, 8);
    NdArray right = VALUES.any("right", 8, 4);
    return List.of(OpProgram.of("product", "matmul", left, right, (g, x, y) -> g.matmul(x, y)));
  }

  private static Deadline in(double seconds) {
    return Deadline.in(seconds, System::nanoTime);
  }

  private static List<CheckResult> check(
      UnaryOperator<Engine> change, List<OpProgram> programs, Deadline deadline) {
    Subject subject = Fakes.subject(Fakes.provider("fake", change));
    List<CheckResult> results = new ArrayList<>();
    try (Engine engine = subject.open()) {
      new OpSuite(oracle, Map.of(Precision.FP32, programs))
          .check(
              subject,
              engine,
              new Checks("ops", subject, deadline, Fakes.noInterruption(), results::add));
    }
    return results;
  }

  @Test
  void libTorchComputesEveryOpRightlyInSinglePrecision() {
    List<CheckResult> results =
        check(UnaryOperator.identity(), OpSuite.programs().get(Precision.FP32), in(600));

    assertThat(results).hasSize(6);
    assertThat(results)
        .allSatisfy(
            result -> assertThat(result.verdict()).as(result.remark()).isEqualTo(Verdict.PASSED));
  }

  @Test
  void aWrongGradientIsFoundAndNamed() {
    CheckResult result =
        check(engine -> Fakes.withGradients(engine, x -> x + 0.01), product(), in(60)).get(0);

    assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(result.remark()).contains("1 of 1 uses wrong", "gradient of x in matmul");
    assertThat(result.figures()).containsEntry("uses_wrong", 1.0);
  }

  @Test
  void aGradientThatIsNoNumberIsWrong() {
    CheckResult result =
        check(engine -> Fakes.withGradients(engine, x -> Double.NaN), product(), in(60)).get(0);

    assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(result.figures().get("largest_error")).isNaN();
  }

  @Test
  void otherBitsTheSecondTimeAreWrongWhereEqualOnesArePromised() {
    AtomicInteger calls = new AtomicInteger();
    CheckResult result =
        check(
                engine ->
                    Fakes.withGradients(
                        engine,
                        x ->
                            calls.getAndIncrement() == 0
                                ? x
                                : (double) Math.nextUp(x.floatValue())),
                product(),
                in(60))
            .get(0);

    assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(result.remark()).contains("other bits the second time");
  }

  @Test
  void arithmeticOfFewerBitsThanPromisedIsWrong() {
    CheckResult result = check(Fakes::inTf32, product(), in(60)).get(0);

    assertThat(result.verdict()).as(result.remark()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void anOpThatThrowsIsWrongAndTheNextIsChecked() {
    List<OpProgram> programs = new ArrayList<>();
    programs.add(
        OpProgram.of("product", "misfit", VALUES.any("x", 2, 3), (g, x) -> g.matmul(x, x)));
    programs.addAll(product());

    CheckResult result = check(UnaryOperator.identity(), programs, in(60)).get(0);

    assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(result.remark()).contains("1 of 2 uses wrong", "misfit failed: matmul");
  }

  @Test
  void whatIsLeftOutForTimeIsCounted() {
    CheckResult result = check(UnaryOperator.identity(), product(), in(0)).get(0);

    assertThat(result.verdict()).isEqualTo(Verdict.LEFT_OUT);
    assertThat(result.remark()).contains("for time: 0 s are left");
  }

  @Test
  void usesThatThereIsNoTimeForAreCounted() {
    List<OpProgram> programs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      programs.addAll(product());
    }
    AtomicLong seconds = new AtomicLong();
    Deadline soon = Deadline.in(2.5, () -> 1_000_000_000L * seconds.getAndIncrement());

    CheckResult result = check(UnaryOperator.identity(), programs, soon).get(0);

    assertThat(result.verdict()).isEqualTo(Verdict.LEFT_OUT);
    assertThat(result.remark()).startsWith("2 uses left out for time; 1 uses, equal bits twice");
    assertThat(result.figures()).containsEntry("uses", 1.0).containsEntry("uses_left_out", 2.0);
  }
}
