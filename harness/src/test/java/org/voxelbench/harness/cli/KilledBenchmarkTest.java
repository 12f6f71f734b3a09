package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.harness.tracking.ReadEvents;
import org.voxelbench.store.Manifest;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.RunStore;
import org.voxelbench.store.TestLedger;

/** A benchmark killed at any moment and started again ends as one that was not killed. */
class KilledBenchmarkTest {

  private static final String PROTOCOL =
      """
      name: smallest
      title: Two methods on two phantom sets
      seeds: [1]
      datasets:
        - {name: PhantomLesions, folds: [0]}
        - {name: PhantomTumour, folds: [0]}
      plans:
        dynamic: {planner: resenc-l, maxPatchSize: [16, 16, 16], batchSize: 2, features: [4, 8], blocks: [1, 1]}
        fixed: {spacing: [4, 4, 4], patchSize: [16, 16, 16], batchSize: 2, features: [4, 8], blocks: [1, 1]}
      pretraining:
        datasets: [PhantomCorpus]
        batchSize: 2
        length: {epochs: 3, iterations: 5, validationIterations: 1}
        learningRate: 0.01
        optimizer: {momentum: 0.9, weightDecay: 0.00003, clipNorm: 12}
        initialization: he
      training:
        length: {epochs: 4, iterations: 5, validationIterations: 1}
        foregroundOversampling: 0.33
        mirrorAxes: [0, 1, 2]
        optimizer: {momentum: 0.9, weightDecay: 0.00003, clipNorm: 12}
        fromScratch: {schedule: default, learningRate: 0.01, warmUpEpochs: 0, deepSupervision: true}
        fromScratchFixed: {schedule: default, learningRate: 0.01, warmUpEpochs: 0, deepSupervision: false}
        adapted: {schedule: warm-up, learningRate: 0.01, warmUpEpochs: 1, deepSupervision: false}
      inference: {tileStep: 0.5, mirroring: false}
      evaluation: {missingPrediction: zero, absentClass: leave-out}
      methods:
        - {id: scratch-dynamic, label: scratch}
        - {id: mae, settings: {blockSize: 4}}
      checkpoint: {minutes: 0.0005}
      """;

  private static final long SEED = 7;
  private static final int MOMENTS = 25;

  /** Where a benchmark can be hit: what it is about to write. */
  private enum Moment {
    ANY("never"),
    CACHE("preprocessed/.*\\.part"),
    CHECKPOINT(".*/\\.checkpoint-next\\.safetensors\\..*\\.part"),
    ROWS("(runs/.*/\\.(rows|training)|\\.results)\\.csv\\..*\\.part"),
    REPORT("report/.*");

    private final Pattern file;

    Moment(String file) {
      this.file = Pattern.compile(file);
    }
  }

  @TempDir private static Path folder;
  private static Map<String, String> expected;
  private static double seconds;

  @BeforeAll
  static void runWithoutAKill() throws Exception {
    Files.writeString(folder.resolve("smallest.yaml"), PROTOCOL);
    Path out = folder.resolve("whole");
    long begin = System.nanoTime();
    Process whole = start(out);
    assertThat(whole.waitFor()).isZero();
    seconds = (System.nanoTime() - begin) * 1e-9;
    expected = BenchmarkProcess.made(out);
    assertThat(expected.keySet().stream().filter(name -> name.endsWith("weights.safetensors")))
        .hasSize(5);
  }

  private static Process start(Path out, String... more) throws IOException {
    return BenchmarkProcess.start(
        folder.resolve("smallest.yaml"), out, folder.resolve("log.txt"), more);
  }

  /** Others follow what is killed, and nobody what it is compared with. */
  private static Process startFollowed(Path out) throws IOException {
    return start(out, "--track", "tensorboard,mlflow");
  }

  /** As the two programs see it. */
  private static void eachEpochIsTrackedOnce(Path out) throws IOException {
    RunStore store = new RunStore(out);
    for (Manifest made :
        Stream.concat(store.preTrainings().stream(), store.runs().stream()).toList()) {
      Set<Long> epochs =
          LongStream.range(0, made.outcome().epochs())
              .boxed()
              .collect(Collectors.toCollection(TreeSet::new));
      RunFolder run = store.folder(made.key());
      assertThat(ReadEvents.of(run.path()).scalars().get("loss/train").keySet())
          .as(made.id())
          .isEqualTo(epochs);
      assertThat(ReadEvents.files(run.path())).hasSize(1);
    }
    List<Path> losses =
        BenchmarkProcess.files(out.resolve("mlruns")).stream()
            .filter(file -> file.endsWith("metrics/loss/train"))
            .toList();
    assertThat(losses).hasSize(5);
    for (Path file : losses) {
      assertThat(Files.readAllLines(file).stream().map(line -> line.split(" ")[2]))
          .doesNotHaveDuplicates()
          .hasSizeBetween(3, 4);
    }
  }

  /** Drawing takes longer than all the rest. */
  private static void copyPhantoms(Path out) throws IOException {
    Path whole = folder.resolve("whole");
    for (Path file : BenchmarkProcess.files(whole.resolve("phantoms"))) {
      Path copy = out.resolve(whole.relativize(file));
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
  }

  private static boolean about(Path out, Moment moment) {
    return BenchmarkProcess.files(out).stream()
        .anyMatch(file -> moment.file.matcher(out.relativize(file).toString()).matches());
  }

  /** Kills a benchmark; whether it was still at work. */
  private static boolean kill(Path out, int number) throws Exception {
    SplittableRandom random = new SplittableRandom(SEED + number);
    Moment moment = Moment.values()[number % Moment.values().length];
    long wait = (long) (random.nextDouble() * seconds * 1000);
    int sightings = 1 + random.nextInt(moment == Moment.REPORT ? 1 : 3);
    Process victim = startFollowed(out);
    if (moment == Moment.ANY) {
      victim.waitFor(wait, TimeUnit.MILLISECONDS);
    } else {
      for (int seen = 0; seen < sightings && victim.isAlive(); ) {
        if (about(out, moment)) {
          seen++;
          victim.waitFor(random.nextInt(20), TimeUnit.MILLISECONDS);
        }
      }
    }
    boolean killed = victim.isAlive();
    victim.destroyForcibly().waitFor();
    return killed;
  }

  private static void survives(int number) throws Exception {
    Path out = folder.resolve("killed-" + number);
    if (number % Moment.values().length != Moment.ANY.ordinal()) {
      copyPhantoms(out);
    }
    boolean killed = kill(out, number);
    if (killed) {
      assertThat(startFollowed(out).waitFor()).as(log()).isZero();
    }
    assertThat(BenchmarkProcess.made(out))
        .as("moment %d, killed: %s", number, killed)
        .isEqualTo(expected);
    assertThat(
            BenchmarkProcess.files(out).stream().filter(file -> file.toString().endsWith(".part")))
        .isEmpty();
    eachEpochIsTrackedOnce(out);
    assertThat(new TestLedger(folder.resolve(TestLedger.NAME)).entries())
        .as("the ledger, whatever its writers were killed at")
        .isNotEmpty();
  }

  private static String log() throws IOException {
    return Files.readString(folder.resolve("log.txt"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  @Tag("long")
  void aKilledBenchmarkEndsAsOneThatWasNotKilled(int number) throws Exception {
    survives(number);
  }

  static IntStream moments() {
    return IntStream.range(0, MOMENTS);
  }

  @ParameterizedTest
  @MethodSource("moments")
  @Tag("torture")
  void noMomentIsABadOne(int number) throws Exception {
    survives(number);
  }

  /** Killed again and again, it still comes to its end. */
  @ParameterizedTest
  @ValueSource(longs = {11, 12})
  @Tag("torture")
  void oftenKilledItStillComesToItsEnd(long seed) throws Exception {
    Path out = folder.resolve("often-" + seed);
    SplittableRandom random = new SplittableRandom(seed);
    copyPhantoms(out);
    int kills = 0;
    Process victim = startFollowed(out);
    while (!victim.waitFor(aShareOfTheWhole(random), TimeUnit.MILLISECONDS)) {
      victim.destroyForcibly().waitFor();
      kills++;
      victim = startFollowed(out);
    }
    assertThat(victim.exitValue()).as(log()).isZero();
    assertThat(BenchmarkProcess.made(out)).as("%d kills", kills).isEqualTo(expected);
    eachEpochIsTrackedOnce(out);
  }

  /** Long enough for a process to start and to get on, in ms. */
  private static long aShareOfTheWhole(SplittableRandom random) {
    return (long) (1000 * seconds * (0.2 + 0.2 * random.nextDouble()));
  }
}
