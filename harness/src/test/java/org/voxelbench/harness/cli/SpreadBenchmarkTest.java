package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A benchmark whose trainings are spread over two processes on the CPU, by Gloo. */
@Tag("long")
class SpreadBenchmarkTest {

  private static final String PROTOCOL =
      """
      name: spread
      title: A method on a phantom set, each batch in two shares
      seeds: [1]
      datasets:
        - {name: PhantomLesions, folds: [0]}
      plans:
        dynamic: {planner: resenc-l, maxPatchSize: [16, 16, 16], batchSize: 2, features: [4, 8], blocks: [1, 1]}
        fixed: {spacing: [4, 4, 4], patchSize: [16, 16, 16], batchSize: 2, features: [4, 8], blocks: [1, 1]}
      pretraining:
        datasets: [PhantomCorpus]
        batchSize: 4
        length: {epochs: 20, iterations: 10, validationIterations: 1}
        learningRate: 0.01
        optimizer: {momentum: 0.9, weightDecay: 0.00003, clipNorm: 12}
        initialization: he
      training:
        length: {epochs: 2, iterations: 5, validationIterations: 1}
        foregroundOversampling: 0.33
        mirrorAxes: [0, 1, 2]
        optimizer: {momentum: 0.9, weightDecay: 0.00003, clipNorm: 12}
        fromScratch: {schedule: default, learningRate: 0.01, warmUpEpochs: 0, deepSupervision: true}
        fromScratchFixed: {schedule: default, learningRate: 0.01, warmUpEpochs: 0, deepSupervision: false}
        adapted: {schedule: warm-up, learningRate: 0.01, warmUpEpochs: 1, deepSupervision: false}
      inference: {tileStep: 0.5, mirroring: false}
      evaluation: {missingPrediction: zero, absentClass: leave-out}
      methods:
        - {id: mae, settings: {blockSize: 4}}
      devices: 2
      """;

  /** More than any of the waits that a lost process costs. */
  private static final long MINUTES = 5;

  @TempDir private Path folder;

  private Process start(String out, int processes) throws IOException {
    Path protocol = Files.writeString(folder.resolve("spread.yaml"), PROTOCOL);
    List<String> more = new ArrayList<>(List.of("--device", "cpu", "--precision", "fp32"));
    more.addAll(List.of("--threads", "1", "--gpus-per-run", Integer.toString(processes)));
    return BenchmarkProcess.start(
        protocol, folder.resolve(out), log(out), more.toArray(String[]::new));
  }

  private Path log(String out) {
    return folder.resolve(out + ".txt");
  }

  /** The process that the training's first one started, which the benchmark started. */
  private static Optional<ProcessHandle> second(Process benchmark) {
    return benchmark
        .descendants()
        .filter(
            process ->
                process.parent().flatMap(ProcessHandle::parent).stream()
                    .anyMatch(first -> first.pid() == benchmark.pid()))
        .findFirst();
  }

  /** Waits until an epoch of a training is done, and gives the second of its processes. */
  private ProcessHandle secondAtWork(Process benchmark, String out) throws Exception {
    while (benchmark.isAlive()) {
      boolean begun =
          BenchmarkProcess.files(folder.resolve(out)).stream()
              .anyMatch(file -> file.endsWith("training.csv"));
      Optional<ProcessHandle> second = second(benchmark);
      if (begun && second.isPresent()) {
        return second.get();
      }
      benchmark.waitFor(20, TimeUnit.MILLISECONDS);
    }
    throw new AssertionError("the benchmark ended: " + Files.readString(log(out)));
  }

  @Test
  void oneThatLosesAProcessEndsInASentenceAndGoesOnInOneProcessToTheSameBytes() throws Exception {
    assertThat(start("whole", 2).waitFor()).as(Files.readString(log("whole"))).isZero();
    Map<String, String> expected = BenchmarkProcess.made(folder.resolve("whole"));

    Process benchmark = start("killed", 2);
    secondAtWork(benchmark, "killed").destroyForcibly();
    assertThat(benchmark.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
    String said = Files.readString(log("killed"));
    assertThat(benchmark.exitValue()).as(said).isEqualTo(1);
    assertThat(said).contains("process 1 of the training, on cpu, was killed by signal 9");

    assertThat(start("killed", 1).waitFor()).as(Files.readString(log("killed"))).isZero();
    assertThat(BenchmarkProcess.made(folder.resolve("killed"))).isEqualTo(expected);
  }

  @Test
  void ifTheFirstProcessIsGoneTheOthersLeave() throws Exception {
    Process benchmark = start("left", 2);
    ProcessHandle second = secondAtWork(benchmark, "left");
    second.parent().orElseThrow().destroyForcibly();

    second.onExit().get(MINUTES, TimeUnit.MINUTES);
    assertThat(benchmark.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
    assertThat(benchmark.exitValue()).isEqualTo(1);
  }
}
