package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.harness.console.ExitCode;

/** A benchmark none of whose runs has a result ends as one that failed, and its report says why. */
class AllFailedTest {

  private static final String TOO_FAST = "learningRate: 1.0e+30";

  @TempDir Path folder;

  @Test
  void theReportIsWrittenAndSaysWhatWentWrong() throws IOException {
    TinyBenchmark tiny = TinyBenchmark.draw(folder);
    tiny.drawCorpus();
    String protocol =
        TinyBenchmark.protocol("{id: scratch-fixed}", "{id: mae, settings: {blockSize: 4}}")
                .replaceAll("learningRate: 0\\.0*1", TOO_FAST)
                .replace("iterations: 1,", "iterations: 2,")
            + "divergence: {skippedSteps: 1}\n";

    Console answer = tiny.run(protocol);

    assertThat(answer.exitCode()).as(answer.text()).isEqualTo(ExitCode.RUN_FAILED);
    assertThat(answer.out()).contains("Report: ");
    assertTells(tiny);
    Files.delete(tiny.out().resolve("report/index.html"));
    assertThat(Console.run("report", "--out", tiny.out()).exitCode()).isZero();
    assertTells(tiny);
    assertThat(Console.run("status", "--out", tiny.out()).out())
        .contains("Total: 2 diverged, 1 planned");
  }

  private static void assertTells(TinyBenchmark tiny) throws IOException {
    assertThat(tiny.out().resolve("report/index.html"))
        .content()
        .contains(
            "No run has a result",
            "2 of 2 runs did not finish (1 diverged, 1 planned).",
            "The pre-training of mae, seed 1 did not finish, so no run starts from it (diverged): ",
            "scratch-fixed on MyData, fold 0, seed 1: diverged: ")
        .doesNotContain("Every run that was started is done");
  }
}
