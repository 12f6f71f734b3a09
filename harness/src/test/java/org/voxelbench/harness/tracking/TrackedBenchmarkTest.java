package org.voxelbench.harness.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.harness.cli.BenchmarkProcess;
import org.voxelbench.harness.cli.Console;
import org.voxelbench.harness.cli.TinyBenchmark;
import org.voxelbench.store.EpochRow;
import org.voxelbench.store.Manifest;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.RunStore;

/** A benchmark that others follow is the benchmark that nobody follows. */
class TrackedBenchmarkTest {

  private static final String PROTOCOL =
      TinyBenchmark.protocol("{id: scratch-fixed}", "{id: mae, settings: {blockSize: 8}}")
          .replace("{epochs: 1,", "{epochs: 2,");

  @TempDir private static Path folder;
  private static TinyBenchmark plain;
  private static TinyBenchmark tracked;
  private static List<Path> madeUnasked;

  @BeforeAll
  static void run() throws IOException {
    plain = tiny("plain");
    tracked = tiny("tracked");
    assertThat(plain.run(PROTOCOL).exitCode()).isZero();
    madeUnasked = BenchmarkProcess.files(plain.out());
    assertThat(tracked.run(PROTOCOL, "--track", "tensorboard,mlflow").exitCode()).isZero();
  }

  private static TinyBenchmark tiny(String name) throws IOException {
    TinyBenchmark tiny = TinyBenchmark.draw(Files.createDirectories(folder.resolve(name)));
    tiny.drawCorpus();
    return tiny;
  }

  private static List<RunFolder> runs(TinyBenchmark of) {
    RunStore store = new RunStore(of.out());
    return Stream.concat(store.preTrainings().stream(), store.runs().stream())
        .map(Manifest::key)
        .map(store::folder)
        .toList();
  }

  @Test
  void theResultsAreTheSameBytes() throws IOException {
    Map<String, String> made = BenchmarkProcess.made(plain.out());
    assertThat(made).hasSizeGreaterThan(5);
    assertThat(BenchmarkProcess.made(tracked.out())).isEqualTo(made);
  }

  @Test
  void nothingIsWrittenUnlessItIsAskedFor() {
    assertThat(madeUnasked)
        .noneMatch(file -> file.toString().matches(".*(tfevents|mlruns|mlflow).*"));
  }

  @Test
  void theEventsAreTheTrainingLogAndTheResults() throws IOException {
    assertThat(runs(tracked)).hasSize(3);
    for (RunFolder run : runs(tracked)) {
      ReadEvents read = ReadEvents.of(run.path());
      Map<String, Map<Long, Float>> byClass = new TreeMap<>();
      for (EpochRow row : run.epochs()) {
        long step = row.epoch();
        assertThat(read.scalars().get("loss/train")).containsEntry(step, (float) row.trainLoss());
        assertThat(read.scalars().get("epoch/seconds")).containsEntry(step, (float) row.seconds());
        row.classDice().entrySet().stream()
            .filter(dice -> !dice.getValue().isNaN())
            .forEach(
                dice ->
                    byClass
                        .computeIfAbsent(dice.getKey(), name -> new TreeMap<>())
                        .put(step, dice.getValue().floatValue()));
      }
      byClass.forEach(
          (name, dice) ->
              assertThat(read.scalars().get("pseudo_dice_by_class/" + name)).isEqualTo(dice));
      assertThat(byClass.isEmpty()).isEqualTo(run.path().getParent().endsWith("pretraining"));
      assertThat(read.scalars().get("loss/train")).hasSize(2);
      assertThat(read.scalars().get("final/seconds")).containsOnlyKeys(2L);
    }
  }

  @Test
  void theFinalDiceIsTheMeanOverClassesOfTheMeansOverCases() throws IOException {
    RunFolder run = runs(tracked).get(2);
    Map<String, Double> byClass =
        run.rows().stream()
            .filter(row -> !Double.isNaN(row.dice()))
            .collect(
                Collectors.groupingBy(
                    row -> row.label(), TreeMap::new, Collectors.averagingDouble(r -> r.dice())));
    double mean = byClass.values().stream().mapToDouble(d -> d).average().orElseThrow();

    assertThat(ReadEvents.of(run.path()).scalars().get("final/dice"))
        .isEqualTo(Map.of(2L, (float) mean));
  }

  @Test
  void thePicturesAreThoseOfPreTrainingAndReport() throws IOException {
    for (RunFolder run : runs(tracked)) {
      boolean preTraining = run.path().getParent().endsWith("pretraining");
      assertThat(ReadEvents.of(run.path()).images().keySet())
          .isNotEmpty()
          .allMatch(name -> name.startsWith(preTraining ? "shown/" : "cases/"));
    }
  }

  @Test
  void whatIsWrittenAfterTheFactLacksNothingAndSpoilsNoSeal() throws IOException {
    Console track = Console.run("track", "--out", plain.out(), "tensorboard");
    assertThat(track.exitCode()).as(track.text()).isZero();
    assertThat(track.out().lines()).hasSize(3).allMatch(line -> line.contains("tfevents"));

    for (RunFolder run : runs(tracked)) {
      Path same = plain.out().resolve(tracked.out().relativize(run.path()));
      ReadEvents after = ReadEvents.of(same);
      ReadEvents followed = ReadEvents.of(run.path());
      assertThat(after.scalars().keySet()).isEqualTo(followed.scalars().keySet());
      assertThat(after.scalars().get("loss/train")).isEqualTo(followed.scalars().get("loss/train"));
      assertThat(after.images().keySet()).isEqualTo(followed.images().keySet());
    }
    for (TinyBenchmark made : List.of(plain, tracked)) {
      Console verify =
          Console.run("verify", "--out", made.out(), "--data", made.folder().resolve("data"));
      assertThat(verify.exitCode()).as(verify.text()).isZero();
    }
  }

  @Test
  void aBenchmarkIsResumedWithTheSameTracking() throws IOException {
    assertThat(Files.readString(tracked.out().resolve("started.json")))
        .contains("\"--track=tensorboard\"", "\"--track=mlflow\"");
    for (RunFolder run : runs(tracked)) {
      for (Path file : ReadEvents.files(run.path())) {
        Files.delete(file);
      }
    }
    assertThat(tracked.run(PROTOCOL, "--track=tensorboard", "--track=mlflow").exitCode()).isZero();
    assertThat(runs(tracked))
        .allSatisfy(run -> assertThat(ReadEvents.files(run.path())).hasSize(1));
  }

  @Test
  void anUnknownFormatIsRefused() {
    Console refused = Console.run("benchmark", "--protocol", "quick", "--track", "wandb");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("--track", "tensorboard", "mlflow");
  }
}
