package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.claim.Claim;
import org.voxelbench.base.file.AtomicFolder;
import org.voxelbench.base.file.Sha256;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.nifti.NiftiWriter;
import org.voxelbench.datasets.volume.Volumes;
import org.voxelbench.results.ResultsCsv;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.RunStore;

/**
 * Runs that failed or were interrupted: their state is told, and they are cleaned away or resumed.
 */
class UnfinishedRunsTest {

  @TempDir private static Path root;
  private static FinishedBenchmark finished;

  @BeforeAll
  static void run() throws IOException {
    finished = new FinishedBenchmark(root);
  }

  @BeforeEach
  void restore() throws IOException {
    finished.restore();
  }

  @Test
  void cleanRemovesAFailedRunAndTheNextStartMakesItAgain() throws IOException {
    Path run = finished.tiny.made("runs", "mae");
    byte[] weights = Files.readAllBytes(run.resolve("weights.safetensors"));
    Path manifest = run.resolve("manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replace("\"state\" : \"done\"", "\"state\" : \"failed\"")
            .replace("\"reason\" : \"\"", "\"reason\" : \"no disk.\""));
    assertThat(finished.command("clean").exitCode()).as("it asks what to clean").isEqualTo(2);
    assertThat(finished.command("clean", "--failed", "--dry-run").out())
        .contains("would remove " + run, "Would remove: 1 folder");
    assertThat(run).exists();
    assertThat(finished.command("clean", "--failed").out())
        .contains("removed " + run, "Removed: 1 folder");
    assertThat(run).doesNotExist();
    assertThat(finished.command("clean", "--failed").out()).contains("Removed: 0 folders");
    assertThat(finished.tiny.made("runs", "scratch")).exists();

    assertThat(finished.tiny.run(FinishedBenchmark.PROTOCOL).exitCode()).isZero();
    assertThat(run.resolve("weights.safetensors")).hasBinaryContent(weights);
  }

  /** Makes a done run look as a kill before its sealing leaves it. */
  private static void unseal(Path run) throws IOException {
    Path manifest = run.resolve("manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest).replace("\"state\" : \"done\"", "\"state\" : \"running\""));
  }

  /** What was predicted is swapped for nothing, by which it is known again. */
  @Test
  void whatAnEarlierStartPredictedByTheSameWeightsIsNotPredictedAgain() throws IOException {
    Path run = finished.tiny.made("runs", "mae");
    Path rows = run.resolve("rows.csv");
    String before = Files.readString(rows);
    String swapped = ResultsCsv.read(rows).get(0).caseId();
    Path prediction = run.resolve("predictions").resolve(swapped + ".nii.gz");
    LabelMap map = Volumes.readLabelMap(prediction);
    LabelMap nothing = new LabelMap(map.geometry(), new short[map.labels().length]);

    for (String weights : List.of(Sha256.of(run.resolve("weights.safetensors")), "others")) {
      unseal(run);
      NiftiWriter.write(prediction, nothing);
      Files.writeString(run.resolve("predictions/.weights"), weights);
      assertThat(finished.command("resume").exitCode()).isZero();
      if (weights.equals("others")) {
        assertThat(rows).hasContent(before);
      } else {
        assertThat(ResultsCsv.read(rows))
            .filteredOn(row -> row.caseId().equals(swapped))
            .isNotEmpty()
            .allMatch(row -> row.tp() == 0 && row.fp() == 0);
      }
      assertThat(run.resolve("predictions/.weights")).doesNotExist();
      assertThat(finished.verify().out()).contains("whole");
    }
  }

  @Test
  void statusTellsStatesEpochsAndTotalsAndOnlyReads() throws IOException {
    assertThat(finished.command("status").out())
        .contains("Pre-training mae, seed 1", "mae on MyData, fold 0, seed 1", "1/1", "CPU-hours")
        .contains("Total: 3 done; epochs 3/3;", "0 s left");
    Path run = finished.tiny.made("runs", "mae");
    unseal(run);
    Map<Path, Long> before = finished.files();
    assertThat(finished.command("status").out()).contains("interrupted", "2 done, 1 interrupted");
    assertThat(finished.files()).isEqualTo(before);
    RunStore store = new RunStore(finished.tiny.out());
    RunFolder folderOfRun =
        store.runs().stream()
            .filter(manifest -> run.endsWith(manifest.id()))
            .map(manifest -> store.folder(manifest.key()))
            .findFirst()
            .orElseThrow();
    try (Claim held = folderOfRun.lock()) {
      assertThat(finished.command("status").out())
          .contains("2 done, 1 running", "running on ", ", seen ", " ago");
      assertThat(finished.command("resume").err()).contains("at work");
      Path row = finished.tiny.out().resolve("claims/runs").resolve(folderOfRun.id());
      Path owner;
      try (Stream<Path> files = Files.walk(row)) {
        owner = files.filter(file -> file.endsWith("owner.json")).findFirst().orElseThrow();
      }
      Files.writeString(
          owner,
          Files.readString(owner)
              .replaceFirst("\"machine\" : \"", "\"machine\" : \"other ")
              .replaceFirst("\"host\" : \".*\"", "\"host\" : \"gpu07\""));
      assertThat(finished.command("status").out()).contains("running on gpu07, seen ", "1 running");
      Files.setLastModifiedTime(owner, FileTime.from(Instant.now().minusSeconds(240)));
      assertThat(finished.command("status").out())
          .contains("interrupted on gpu07, not seen for 4:0", "1 interrupted");
    }
    assertThat(finished.command("status").out()).as("given back").contains("1 interrupted");
    Path other = finished.tiny.made("runs", "scratch");
    try (Stream<Path> all = Files.walk(other)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    assertThat(finished.command("status").out())
        .contains("1 planned", "1 done", "1 interrupted", "unknown")
        .doesNotContain("\u001b");
    String edited = FinishedBenchmark.PROTOCOL.replace("tileStep: 0.5", "tileStep: 0.25");
    Path file = Files.writeString(finished.folder.resolve("edited.yaml"), edited);
    Console answer = finished.command("status", "--protocol", file);
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).contains("'inference.tileStep' (0.5, now 0.25)");
  }

  @Test
  void aWatchedStatusIsShownUntilTheBenchmarkHasEnded() throws Exception {
    AtomicFolder.remove(finished.tiny.out());
    Process benchmark =
        BenchmarkProcess.start(
            finished.folder.resolve("protocol.yaml"),
            finished.tiny.out(),
            finished.folder.resolve("log.txt"),
            "--data",
            finished.folder.resolve("data").toString());
    while (benchmark.isAlive() && !Files.exists(finished.tiny.out().resolve("started.json"))) {
      Thread.sleep(10);
    }

    Console watched = finished.command("status", "--watch", 1);

    assertThat(watched.exitCode()).isZero();
    assertThat(watched.out().lines().filter(line -> line.startsWith("Total: ")))
        .as("again and again: %s", watched.out())
        .hasSizeGreaterThan(1)
        .last()
        .asString()
        .contains("3 done");
    assertThat(benchmark.waitFor()).isZero();
  }

  @Test
  void resumeGoesOnAsItWasStartedAndGivesTheSameBytes() throws IOException {
    Console nothing = finished.command("resume");
    assertThat(nothing.exitCode()).isEqualTo(2);
    assertThat(nothing.err().strip().lines()).hasSize(1);
    assertThat(nothing.err()).contains("nothing to go on with", "3 done");
    Path run = finished.tiny.made("runs", "mae");
    byte[] weights = Files.readAllBytes(run.resolve("weights.safetensors"));
    byte[] results = Files.readAllBytes(finished.tiny.out().resolve("results.csv"));
    unseal(run);
    Files.delete(run.resolve("weights.safetensors"));
    Files.delete(finished.tiny.out().resolve("results.csv"));

    Console resumed = finished.command("resume");

    assertThat(resumed.exitCode()).as(resumed.text()).isZero();
    assertThat(run.resolve("weights.safetensors")).hasBinaryContent(weights);
    assertThat(finished.tiny.out().resolve("results.csv")).hasBinaryContent(results);
    assertThat(finished.verify().exitCode()).isZero();
    assertThat(Console.run("resume", "--out", finished.folder.resolve("data")).err())
        .contains("holds no benchmark; start one");
  }
}
