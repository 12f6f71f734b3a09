package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.claim.Claim;
import org.voxelbench.base.file.AtomicFolder;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.RunStore;

/** A finished benchmark, and what the commands over its folder say once something is amiss. */
class StoreCommandsTest {

  private static final String PROTOCOL =
      TinyBenchmark.protocol("{id: scratch-fixed}", "{id: mae, settings: {blockSize: 8}}");

  @TempDir private static Path root;
  private static Path folder;
  private static TinyBenchmark tiny;

  @BeforeAll
  static void run() throws IOException {
    folder = Files.createDirectory(root.resolve("benchmark"));
    tiny = TinyBenchmark.draw(folder);
    tiny.drawCorpus();
    assertThat(tiny.run(PROTOCOL).exitCode()).isZero();
    FolderCopy.of(folder, root.resolve("finished"));
  }

  /** Where it was made, since it remembers where its data lie. */
  @BeforeEach
  void restore() throws IOException {
    AtomicFolder.remove(folder);
    FolderCopy.of(root.resolve("finished"), folder);
  }

  private Console command(String name, Object... more) {
    return Console.run(
        Stream.concat(Stream.of(name, "--out", tiny.out()), Stream.of(more)).toArray());
  }

  private Console verify() {
    return command("verify", "--data", folder.resolve("data"));
  }

  /** All but who was at work. */
  private Map<Path, Long> files() throws IOException {
    Map<Path, Long> files = new HashMap<>();
    Path claims = tiny.out().resolve("claims");
    try (Stream<Path> all = Files.walk(tiny.out())) {
      for (Path file :
          all.filter(Files::isRegularFile).filter(one -> !one.startsWith(claims)).toList()) {
        files.put(file, Files.size(file) + Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    return files;
  }

  private static void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  private void assertOneFault(String... named) {
    Console answer = verify();
    assertThat(answer.out()).contains(named);
    assertThat(answer.out().strip().lines()).as(answer.text()).hasSize(2);
    assertThat(answer.exitCode()).isEqualTo(1);
  }

  @Test
  void verifyFindsTheWholeWholeAndEachDamageOnce() throws IOException {
    Map<Path, Long> before = files();
    assertThat(verify().text()).isEqualTo("Everything is whole." + System.lineSeparator());
    assertThat(verify().exitCode()).isZero();
    assertThat(command("verify").out()).contains("not read", "MyCorpus", "MyData");
    assertThat(files()).isEqualTo(before);
    for (Path file :
        new Path[] {
          tiny.made("runs", "mae").resolve("rows.csv"),
          tiny.made("runs", "mae").resolve("weights.safetensors"),
          tiny.made("runs", "scratch").resolve("predictions/" + predicted()),
          tiny.made("pretraining", "mae").resolve("weights.safetensors")
        }) {
      byte[] whole = Files.readAllBytes(file);
      flip(file);
      Console answer = verify();
      assertThat(answer.out()).contains("'" + file + "' was changed", "put it back");
      assertThat(answer.exitCode()).isEqualTo(1);
      Files.write(file, whole);
    }
    assertThat(verify().exitCode()).isZero();
  }

  @Test
  void whateverFileIsCutTheCommandsAnswerInSentences() throws IOException {
    for (Path file : files().keySet()) {
      String name = tiny.out().relativize(file).toString();
      byte[] whole = Files.readAllBytes(file);
      for (int length : new int[] {0, whole.length / 2}) {
        Files.write(file, Arrays.copyOf(whole, length));
        Console verified = verify();
        for (Console answer : new Console[] {verified, command("status")}) {
          assertThat(answer.exitCode()).as("%s: %s", name, answer.text()).isIn(0, 1, 2);
          assertThat(answer.err().lines().count()).as(answer.err()).isLessThan(2);
        }
        if (name.matches("(runs|pretraining|preprocessed)/.*") && !name.endsWith(".lock")) {
          assertThat(verified.exitCode()).as("%s cut to %d bytes", name, length).isNotZero();
        }
      }
      Files.write(file, whole);
    }
    assertThat(verify().exitCode()).isZero();
  }

  private String predicted() throws IOException {
    try (Stream<Path> all = Files.list(tiny.made("runs", "scratch").resolve("predictions"))) {
      return all.sorted().findFirst().orElseThrow().getFileName().toString();
    }
  }

  @Test
  void aTruncatedCacheChunkIsNamedAndMadeAnewWithoutLosingARun() throws IOException {
    Path cached = tiny.out().resolve("preprocessed/MyData/fixed/cases");
    Path file = cached.resolve(tiny.caseId() + ".vbcase");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - whole.length / 3));
    assertOneFault(file.getFileName().toString(), "damaged", "delete it");

    Files.delete(file);
    assertThat(tiny.run(PROTOCOL).exitCode()).isZero();
    assertThat(file).hasBinaryContent(whole);
    assertThat(tiny.made("runs", "mae").resolve("manifest.json"))
        .content()
        .contains("\"starts\" : 1");
  }

  @Test
  void anEditedProtocolIsRefusedWithItsKeysAndLosesNothing() throws IOException {
    Map<Path, Long> before = files();
    String edited = PROTOCOL.replace("tileStep: 0.5", "tileStep: 0.25");
    Console answer = tiny.run(edited);
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err().strip().lines()).hasSize(1);
    assertThat(answer.err()).contains("'inference.tileStep' (0.5, now 0.25)", "--out");
    assertThat(files()).isEqualTo(before);

    assertThat(tiny.run(PROTOCOL.replace("title: A user", "title: Another user")).exitCode())
        .as("the title may change")
        .isZero();
    Path kept = tiny.out().resolve("protocol.yaml");
    Files.writeString(kept, Files.readString(kept).replace("tileStep: 0.5", "tileStep: 0.25"));
    assertOneFault("protocol.yaml", "edited");
    assertThat(tiny.run(PROTOCOL.replace("title: A user", "title: Another user")).exitCode())
        .as("the protocol that it began with writes the file anew")
        .isZero();
    assertThat(verify().exitCode()).isZero();
  }

  @Test
  void anEditedSplitIsRefusedAndNamed() throws IOException {
    String id = tiny.caseId();
    StringBuilder all = new StringBuilder();
    try (Stream<Path> labels = Files.list(tiny.dataset().resolve("labelsTr"))) {
      labels
          .map(file -> file.getFileName().toString().replace(".nii.gz", ""))
          .filter(name -> !name.equals(id))
          .sorted()
          .forEach(name -> all.append(all.isEmpty() ? "" : ",").append('"' + name + '"'));
    }
    String fold = "{\"train\": [" + all + "], \"val\": [\"" + id + "\"]}";
    Files.writeString(tiny.dataset().resolve("splits_final.json"), "[" + fold + "]");
    Console answer = verify();
    assertThat(answer.out()).contains("another split", "splits_final.json");
    assertThat(answer.exitCode()).isEqualTo(1);
    answer = tiny.run(PROTOCOL);
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).contains("another split", "MyData");
    Files.delete(tiny.dataset().resolve("splits_final.json"));
    assertThat(verify().exitCode()).isZero();
  }

  @Test
  void aDataFileThatChangedAfterPreprocessingIsNoticedAndItsCacheStays() throws IOException {
    Map<Path, Long> before = files();
    String id = tiny.caseId();
    Path image = tiny.image(id, 0);
    byte[] whole = Files.readAllBytes(image);
    Files.copy(tiny.image(id, 1), image, StandardCopyOption.REPLACE_EXISTING);
    Console answer = verify();
    assertThat(answer.out()).contains("MyData' changed", "other raw files", "put them back");
    assertThat(answer.exitCode()).isEqualTo(1);
    answer = tiny.run(PROTOCOL);
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).contains("other files in", "MyData");
    before.keySet().removeIf(file -> file.endsWith("started.json"));
    assertThat(files()).containsAllEntriesOf(before);
    Files.write(image, whole);
    assertThat(verify().exitCode()).isZero();
  }

  @Test
  void cleanRemovesAFailedRunAndTheNextStartMakesItAgain() throws IOException {
    Path run = tiny.made("runs", "mae");
    byte[] weights = Files.readAllBytes(run.resolve("weights.safetensors"));
    Path manifest = run.resolve("manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replace("\"state\" : \"done\"", "\"state\" : \"failed\"")
            .replace("\"reason\" : \"\"", "\"reason\" : \"no disk.\""));
    assertThat(command("clean").exitCode()).as("it asks what to clean").isEqualTo(2);
    assertThat(command("clean", "--failed", "--dry-run").out())
        .contains("would remove " + run, "Would remove: 1 folder");
    assertThat(run).exists();
    assertThat(command("clean", "--failed").out()).contains("removed " + run, "Removed: 1 folder");
    assertThat(run).doesNotExist();
    assertThat(command("clean", "--failed").out()).contains("Removed: 0 folders");
    assertThat(tiny.made("runs", "scratch")).exists();

    assertThat(tiny.run(PROTOCOL).exitCode()).isZero();
    assertThat(run.resolve("weights.safetensors")).hasBinaryContent(weights);
  }

  /** Makes a done run look as a kill before its sealing leaves it. */
  private static void unseal(Path run) throws IOException {
    Path manifest = run.resolve("manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest).replace("\"state\" : \"done\"", "\"state\" : \"running\""));
  }

  @Test
  void statusTellsStatesEpochsAndTotalsAndOnlyReads() throws IOException {
    assertThat(command("status").out())
        .contains("Pre-training mae, seed 1", "mae on MyData, fold 0, seed 1", "1/1", "CPU-hours")
        .contains("Total: 3 done; epochs 3/3;", "0 s left");
    Path run = tiny.made("runs", "mae");
    unseal(run);
    Map<Path, Long> before = files();
    assertThat(command("status").out()).contains("interrupted", "2 done, 1 interrupted");
    assertThat(files()).isEqualTo(before);
    RunStore store = new RunStore(tiny.out());
    RunFolder folderOfRun =
        store.runs().stream()
            .filter(manifest -> run.endsWith(manifest.id()))
            .map(manifest -> store.folder(manifest.key()))
            .findFirst()
            .orElseThrow();
    try (Claim held = folderOfRun.lock()) {
      assertThat(command("status").out())
          .contains("2 done, 1 running", "running on ", ", seen ", " ago");
      assertThat(command("resume").err()).contains("at work");
      Path row = tiny.out().resolve("claims/runs").resolve(folderOfRun.id());
      Path owner;
      try (Stream<Path> files = Files.walk(row)) {
        owner = files.filter(file -> file.endsWith("owner.json")).findFirst().orElseThrow();
      }
      Files.writeString(
          owner,
          Files.readString(owner)
              .replaceFirst("\"machine\" : \"", "\"machine\" : \"other ")
              .replaceFirst("\"host\" : \".*\"", "\"host\" : \"gpu07\""));
      assertThat(command("status").out()).contains("running on gpu07, seen ", "1 running");
      Files.setLastModifiedTime(owner, FileTime.from(Instant.now().minusSeconds(240)));
      assertThat(command("status").out())
          .contains("interrupted on gpu07, not seen for 4:0", "1 interrupted");
    }
    assertThat(command("status").out()).as("given back").contains("1 interrupted");
    Path other = tiny.made("runs", "scratch");
    try (Stream<Path> all = Files.walk(other)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    assertThat(command("status").out())
        .contains("1 planned", "1 done", "1 interrupted", "unknown")
        .doesNotContain("\u001b");
    String edited = PROTOCOL.replace("tileStep: 0.5", "tileStep: 0.25");
    Path file = Files.writeString(folder.resolve("edited.yaml"), edited);
    Console answer = command("status", "--protocol", file);
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).contains("'inference.tileStep' (0.5, now 0.25)");
  }

  @Test
  void aWatchedStatusIsShownUntilTheBenchmarkHasEnded() throws Exception {
    AtomicFolder.remove(tiny.out());
    Process benchmark =
        BenchmarkProcess.start(
            folder.resolve("protocol.yaml"),
            tiny.out(),
            folder.resolve("log.txt"),
            "--data",
            folder.resolve("data").toString());
    while (benchmark.isAlive() && !Files.exists(tiny.out().resolve("started.json"))) {
      Thread.sleep(10);
    }

    Console watched = command("status", "--watch", 1);

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
    Console nothing = command("resume");
    assertThat(nothing.exitCode()).isEqualTo(2);
    assertThat(nothing.err().strip().lines()).hasSize(1);
    assertThat(nothing.err()).contains("nothing to go on with", "3 done");
    Path run = tiny.made("runs", "mae");
    byte[] weights = Files.readAllBytes(run.resolve("weights.safetensors"));
    byte[] results = Files.readAllBytes(tiny.out().resolve("results.csv"));
    unseal(run);
    Files.delete(run.resolve("weights.safetensors"));
    Files.delete(tiny.out().resolve("results.csv"));

    Console resumed = command("resume");

    assertThat(resumed.exitCode()).as(resumed.text()).isZero();
    assertThat(run.resolve("weights.safetensors")).hasBinaryContent(weights);
    assertThat(tiny.out().resolve("results.csv")).hasBinaryContent(results);
    assertThat(verify().exitCode()).isZero();
    assertThat(Console.run("resume", "--out", folder.resolve("data")).err())
        .contains("holds no benchmark; start one");
  }
}
