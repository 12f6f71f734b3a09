package org.voxelbench.harness.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.base.progress.Progress;

class ConsoleProgressTest {

  private final AtomicLong nanos = new AtomicLong();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  private String shown() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void withoutATerminalThereIsOnePlainLinePerEpochAndNoCursorMovement() {
    Progress progress = new ConsoleProgress(out, false, nanos::get);
    try (Progress.Stage stage = progress.stage("Training", 4, "step")) {
      stage.done(2);
      stage.line("epoch 1/2");
      nanos.set(8_000_000_000L);
      stage.done(4);
      stage.line("epoch 2/2");
    }

    assertThat(shown().lines())
        .containsExactly(
            "Training: 4 steps",
            "  epoch 1/2",
            "  epoch 2/2",
            "Training: 4 steps in 8 s (2.0 s/step)");
    assertThat(shown()).doesNotContain("\r", "\u001b");
  }

  @Test
  void oneIsNotSeveral() {
    Progress progress = new ConsoleProgress(out, false, nanos::get);
    try (Progress.Stage stage = progress.stage("Predicting", 1, "case")) {
      nanos.set(2_000_000_000L);
      stage.done(1);
    }

    assertThat(shown().lines())
        .containsExactly("Predicting: 1 case", "Predicting: 1 case in 2 s (2.0 s/case)");
  }

  @Test
  void onATerminalTheBarShowsRateAndTimeLeft() {
    Progress progress = new ConsoleProgress(out, true, nanos::get);
    try (Progress.Stage stage = progress.stage("Training", 100, "step")) {
      nanos.set(10_000_000_000L);
      stage.done(20);
      assertThat(shown()).contains("20/100 steps", "2.0 steps/s", "40 s left");
    }

    assertThat(shown()).endsWith("Training: 20 steps in 10 s (2.0 steps/s)\n");
  }

  @Test
  void theTimeLeftOfAllStandsBesideAStagesOwn() {
    AtomicReference<OptionalDouble> left = new AtomicReference<>(OptionalDouble.empty());
    Progress progress = new ConsoleProgress(out, true, nanos::get);
    progress.showLeft(left::get);
    try (Progress.Stage stage = progress.stage("Training", 100, "step")) {
      nanos.set(10_000_000_000L);
      stage.done(20);
      assertThat(shown()).doesNotContain("of all");
      left.set(OptionalDouble.of(750));
      nanos.set(20_000_000_000L);
      stage.done(50);
      assertThat(shown()).endsWith("20 s left (12:30 of all)");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.4, 0 s",
    "59, 59 s",
    "61, 1:01",
    "3599, 59:59",
    "3600, 1:00:00",
    "90000, 25:00:00",
    "172800, 2 days"
  })
  void durationsAreShort(double seconds, String text) {
    assertThat(ConsoleProgress.duration(seconds)).isEqualTo(text);
  }
}
