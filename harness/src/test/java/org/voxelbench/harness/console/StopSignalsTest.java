package org.voxelbench.harness.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.harness.cli.BenchmarkProcess;
import org.voxelbench.harness.cli.TinyBenchmark;

/** A benchmark that is asked to stop saves, leaves with 75, and goes on as if nothing had been. */
class StopSignalsTest {

  private static final int PROMISED_SECONDS = 10;

  @TempDir private static Path folder;
  private static Map<String, String> expected;

  @BeforeAll
  static void runWithoutASignal() throws Exception {
    TinyBenchmark tiny = TinyBenchmark.draw(folder);
    tiny.drawCorpus();
    String protocol = TinyBenchmark.protocol("{id: scratch-fixed}", "{id: mae}");
    Files.writeString(
        folder.resolve("protocol.yaml"),
        protocol
            .replace("length: {epochs: 1, iterations: 1,", "length: {epochs: 2, iterations: 24,")
            .replace("{id: mae}", "{id: mae, settings: {blockSize: 8}}"));
    Path out = folder.resolve("whole");
    assertThat(start(out).waitFor()).isZero();
    expected = BenchmarkProcess.made(out);
    assertThat(expected).hasSizeGreaterThan(6);
  }

  private static Process start(Path out, String... more) throws IOException {
    String[] arguments = new String[more.length + 4];
    arguments[0] = "--data";
    arguments[1] = folder.resolve("data").toString();
    arguments[2] = "--threads";
    arguments[3] = "1";
    System.arraycopy(more, 0, arguments, 4, more.length);
    return BenchmarkProcess.start(folder.resolve("protocol.yaml"), out, log(out), arguments);
  }

  private static Path log(Path out) {
    return folder.resolve(out.getFileName() + ".txt");
  }

  private static void send(String signal, Process process) throws Exception {
    Process kill =
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).inheritIO().start();
    assertThat(kill.waitFor()).isZero();
  }

  /** Waits until the process has said something. */
  private static void await(Process process, Path out, String text) throws Exception {
    while (process.isAlive() && !Files.readString(log(out)).contains(text)) {
      Thread.sleep(10);
    }
    assertThat(process.isAlive()).as(Files.readString(log(out))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"INT, Training scratch-fixed, 1", "TERM, epoch 1/2, 2"})
  void aSignalSavesAndTheNextStartGoesOn(String signal, String said, String parallel)
      throws Exception {
    stopAndGoOn(signal, said, parallel);
  }

  @Test
  @Tag("long")
  void soDoesThatOfASchedulerInAPreTraining() throws Exception {
    stopAndGoOn("USR1", "Pre-training mae", "1");
  }

  private static void stopAndGoOn(String signal, String said, String parallel) throws Exception {
    Path out = folder.resolve(signal + said.replaceAll("\\W", "-") + parallel);
    Process stopped = start(out, "--parallel", parallel);
    await(stopped, out, said);
    send(signal, stopped);
    assertThat(stopped.waitFor(PROMISED_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(stopped.exitValue()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(BenchmarkProcess.made(out).keySet()).isNotEqualTo(expected.keySet());
    assertThat(BenchmarkProcess.files(out))
        .anyMatch(file -> file.getFileName().toString().equals("checkpoint.safetensors"));

    assertThat(start(out, "--parallel", parallel).waitFor()).isZero();
    assertThat(BenchmarkProcess.made(out)).isEqualTo(expected);
  }

  @Test
  void aSecondSignalLeavesAtOnceWithoutDamage() throws Exception {
    Path out = folder.resolve("twice");
    Process stopped = start(out);
    await(stopped, out, "Training scratch-fixed");
    send("STOP", stopped);
    send("TERM", stopped);
    send("CONT", stopped);
    Thread.sleep(700);
    if (stopped.isAlive()) {
      send("TERM", stopped);
    }
    assertThat(stopped.waitFor(PROMISED_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(stopped.exitValue()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(start(out).waitFor()).isZero();
    assertThat(BenchmarkProcess.made(out)).isEqualTo(expected);
  }
}
