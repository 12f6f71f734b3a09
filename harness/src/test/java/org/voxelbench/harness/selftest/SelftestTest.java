package org.voxelbench.harness.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.format.StrictJson;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.Precision;
import org.voxelbench.training.loop.InterruptedRunException;
import org.voxelbench.training.loop.Interruption;

/** From what checks find to table, file and exit code. */
class SelftestTest {

  private static final Finding RIGHT = Finding.of(true, Map.of("largest_error", 0.5), "as it is");

  private static List<CheckResult> run(Interruption interruption, Section... sections) {
    Subject subject = Fakes.subject(Fakes.provider("fake", UnaryOperator.identity()));
    return new Selftest(List.of(sections), List.of(subject), interruption, doing -> {})
        .run(Deadline.in(60, System::nanoTime));
  }

  private static SelftestReport report(Section... sections) {
    return new SelftestReport(
        SelftestReport.SCHEMA_VERSION,
        "2026-01-01T00:00:00Z",
        12,
        5,
        "cpu",
        Map.of("Processor", "a processor"),
        List.of(),
        run(Fakes.noInterruption(), sections),
        List.of("/lib/libtorch_cpu.so", "/lib/libjvm.so"));
  }

  @Test
  void allRightIsZeroAndAnythingWrongIsOne() {
    Section right = Fakes.section("a", () -> RIGHT);
    Section wrong = Fakes.section("b", () -> Finding.wrong("it is off"));
    Section left = Fakes.section("c", () -> Finding.leftOut("for time"));

    assertThat(report(right).exitCode()).isZero();
    assertThat(report(right, left).exitCode()).isZero();
    assertThat(report(right, left).sentence())
        .isEqualTo("Nothing wrong was found: 1 checks passed, 1 left out.");
    assertThat(report(right, wrong, right).exitCode()).isEqualTo(1);
    assertThat(report(left).exitCode()).as("nothing was found right").isEqualTo(1);
  }

  @Test
  void aCheckThatThrowsIsWrongAndTakesNoOtherDown() {
    Section throwing =
        Fakes.section(
            "throws",
            () -> {
              throw new EngineException("the card fell off.");
            });

    List<CheckResult> results =
        run(Fakes.noInterruption(), throwing, Fakes.section("next", () -> RIGHT));

    assertThat(results)
        .extracting(CheckResult::verdict)
        .containsExactly(Verdict.FAILED, Verdict.PASSED);
    assertThat(results.get(0).remark()).isEqualTo("the card fell off.");
  }

  @Test
  void aSignalEndsItBetweenTwoChecks() {
    Interruption interruption = new Interruption();
    List<String> done = new ArrayList<>();
    Section first =
        Fakes.section(
            "first",
            () -> {
              done.add("first");
              interruption.request("SIGTERM");
              return RIGHT;
            });
    Section second =
        Fakes.section(
            "second",
            () -> {
              done.add("second");
              return RIGHT;
            });

    assertThatThrownBy(() -> run(interruption, first, second))
        .isInstanceOf(InterruptedRunException.class);
    assertThat(done).containsExactly("first");
  }

  @Test
  void theFileHoldsWhatTheTableShows(@TempDir Path folder) throws Exception {
    SelftestReport report =
        report(
            Fakes.section("ops", () -> RIGHT),
            Fakes.section("steps", () -> Finding.wrong("x".repeat(5000))));
    Path file = folder.resolve(SelftestReport.NAME);

    StrictJson.write(file, report);
    StringWriter table = new StringWriter();
    SelftestTable.print(report, new PrintWriter(table));

    assertThat(StrictJson.read(file, SelftestReport.class)).isEqualTo(report);
    assertThat(Files.readString(file)).contains("\"schemaVersion\" : 1", "\"largest_error\" : 0.5");
    assertThat(table.toString())
        .contains("check of ops", "as it is", "WRONG", "all in selftest.json")
        .contains("Something is wrong: 1 check failed, 1 passed.")
        .contains("/lib/libtorch_cpu.so")
        .doesNotContain("libjvm");
  }

  @Test
  void timeThatASectionDoesNotNeedIsLeftForTheNext() {
    long[] now = {0};
    Deadline whole = Deadline.in(90, () -> now[0]);

    Deadline third = whole.share(1.0 / 3);
    assertThat(third.secondsLeft()).isCloseTo(30, within(1e-6));
    now[0] = 10_000_000_000L;
    assertThat(whole.share(0.5).secondsLeft()).isCloseTo(40, within(1e-6));
    now[0] = 100_000_000_000L;
    assertThat(whole.passed()).isTrue();
    assertThat(whole.share(0.5).passed()).isTrue();
  }

  private static Subjects subjects(String engine, String device) {
    return Subjects.of(
        List.of(
            Fakes.provider("one", UnaryOperator.identity()),
            Fakes.provider("two", UnaryOperator.identity())),
        engine,
        device,
        List.of(Precision.FP32, Precision.BF16),
        1);
  }

  @Test
  void aPrecisionThatAnEngineRefusesIsLeftOutWithItsReason() {
    Subjects subjects = subjects("all", "auto");

    assertThat(subjects.device()).isEqualTo("cpu");
    assertThat(subjects.all())
        .extracting(Subject::toString)
        .containsExactly("one fp32", "two fp32");
    assertThat(subjects.notHere())
        .extracting(CheckResult::verdict)
        .containsExactly(Verdict.LEFT_OUT, Verdict.LEFT_OUT);
    assertThat(subjects.notHere().get(0).remark()).isEqualTo("one has no bf16.");
    assertThat(subjects("two", "cpu").all()).hasSize(1);
  }

  @Test
  void enginesAndDevicesThatAreNotThereAreRefused() {
    assertThatThrownBy(() -> subjects("three", "cpu"))
        .isInstanceOf(EngineException.class)
        .hasMessage("unknown engine 'three'; give all or one of [one, two].");
    assertThatThrownBy(() -> subjects("all", "cuda:7"))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("'cuda:7'")
        .hasMessageContaining("two: it knows the CPU alone");
  }
}
