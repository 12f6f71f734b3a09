package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.voxelbench.base.file.AtomicFolder;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.run.LocalJobRunner;

/**
 * A disk that is full, a folder that is read-only or another's, a clock that goes back: each is
 * named in a sentence, and nothing that was whole is lost.
 */
class OutputFolderTest {

  private static final String PROTOCOL =
      TinyBenchmark.protocol("{id: scratch-fixed}", "{id: mae, settings: {blockSize: 8}}");
  private static final String FULL = "No space left on device";

  @TempDir private Path folder;
  private TinyBenchmark tiny;
  private ListAppender<ILoggingEvent> log;

  @BeforeEach
  void draw() throws IOException {
    tiny = TinyBenchmark.draw(folder);
    tiny.drawCorpus();
    // What is found out about the data is written at the first start, and takes no room later.
    tiny.age();
    log = new ListAppender<>();
    log.start();
    ((Logger) LoggerFactory.getLogger(LocalJobRunner.class)).addAppender(log);
  }

  private Map<String, String> made() throws IOException {
    return BenchmarkProcess.made(tiny.out());
  }

  private String logged() {
    return String.join("\n", log.list.stream().map(ILoggingEvent::getFormattedMessage).toList());
  }

  /**
   * What is done when the disk is full, by what there is and what there is room for then: a claim
   * takes 8 KiB of it here.
   */
  @ParameterizedTest
  @CsvSource({
    "preprocessed, 49152, .vbcase",
    "runs pretraining, 60000, checkpoint.safetensors",
    "runs, 208896, manifest.json",
    "results.csv, 24576, results.csv",
    "report pictures, 65536, /report/"
  })
  void aFullDiskIsNamedAndAfterwardsAllIsAsWithRoom(String missing, long free, String named)
      throws Exception {
    try (Tmpfs disk = Tmpfs.mount(tiny.out(), 16)) {
      assertThat(tiny.run(PROTOCOL).exitCode()).isZero();
      Map<String, String> whole = made();
      for (String name : missing.split(" ")) {
        remove(tiny.out().resolve(name));
      }
      disk.fill(free);

      Console full = tiny.run(PROTOCOL);

      assertThat(full.exitCode()).isIn(ExitCode.RUN_FAILED, ExitCode.BAD_INPUT);
      String said = full.err() + logged();
      assertThat(said).contains(FULL, named);
      assertThat(full.err().lines().count()).as("a sentence: " + full.err()).isLessThan(2);

      disk.empty();
      assertThat(tiny.run(PROTOCOL).exitCode()).isZero();
      assertThat(made()).isEqualTo(whole);
      assertThat(Console.run("verify", "--out", tiny.out()).out()).contains("whole");
    }
  }

  private static void remove(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      AtomicFolder.remove(path);
    } else {
      Files.delete(path);
    }
  }

  @Test
  void aReadOnlyFolderIsNamedBeforeTrainingAndCanStillBeRead() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(tiny.out(), 16)) {
      assertThat(tiny.run(PROTOCOL).exitCode()).isZero();
      Map<String, String> whole = made();
      disk.remount("ro");

      Console refused = tiny.run(PROTOCOL);
      assertThat(refused.err()).contains(tiny.out().toString(), "Read-only").hasLineCount(1);
      assertThat(refused.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
      for (List<Object> command :
          List.<List<Object>>of(
              List.of("status", "--out", tiny.out()),
              List.of("verify", "--out", tiny.out(), "--data", folder.resolve("data")))) {
        Console read = Console.run(command.toArray());
        assertThat(read.err()).isEmpty();
        assertThat(read.exitCode()).isZero();
      }
      assertThat(made()).isEqualTo(whole);
      disk.remount("rw");
    }
  }

  @Test
  void whatWasBegunInAnotherPrecisionIsGoneOnWithInThatAlone() throws IOException {
    assertThat(tiny.run(PROTOCOL, "--precision", "fp32").exitCode()).isZero();
    AtomicFolder.remove(tiny.out().resolve("pretraining"));
    Map<String, String> left = made();

    Console refused = tiny.run(PROTOCOL, "--precision", "bf16");

    assertThat(refused.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(refused.err())
        .contains("2 of the runs", "begun in fp32", "computes in bf16", "--precision fp32 to go on")
        .hasLineCount(1);
    assertThat(made()).as("nothing was begun").isEqualTo(left);
    assertThat(Console.run("resume", "--out", tiny.out()).exitCode()).isZero();
  }

  @Test
  void theRunsOfTwoEnginesInOneFolderAreReportedApart() throws IOException {
    String one = TinyBenchmark.protocol("{id: scratch-fixed}");
    assertThat(tiny.run(one, "--precision", "fp32").exitCode()).isZero();
    Path dice = tiny.out().resolve("report/tables/dice_per_seed.csv");
    String torch = Files.readString(dice);

    Console second = tiny.run(one, "--engine", "nd4j", "--precision", "fp32");

    assertThat(second.exitCode()).as(second.text()).isZero();
    Console report = Console.run("report", "--out", tiny.out());
    assertThat(report.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(report.err()).contains("engines, such as 'nd4j' and 'torch'", "--engine");
    assertThat(Console.run("report", "--out", tiny.out(), "--engine", "torch").exitCode()).isZero();
    assertThat(dice).hasContent(torch);
  }

  @Test
  void aSecondBenchmarkInTheSameFolderHelpsAndChangesNothing() throws Exception {
    Path protocol = Files.writeString(folder.resolve("protocol.yaml"), PROTOCOL);
    Path said = folder.resolve("log.txt");
    Process first =
        BenchmarkProcess.start(
            protocol, tiny.out(), said, "--data", folder.resolve("data").toString());
    while (first.isAlive() && !Files.exists(tiny.out().resolve("started.json"))) {
      Thread.sleep(10);
    }
    assertThat(first.isAlive()).as(Files.readString(said)).isTrue();

    Console second = tiny.run(PROTOCOL);

    assertThat(second.err()).isEmpty();
    assertThat(second.exitCode()).as(second.text()).isZero();
    assertThat(first.waitFor()).as(Files.readString(said)).isZero();
    Map<String, String> whole = made();
    AtomicFolder.remove(tiny.out());
    assertThat(tiny.run(PROTOCOL).exitCode()).isZero();
    assertThat(made()).isEqualTo(whole);
  }

  @Test
  void aClockThatGoesBackIsNamedAndChangesNoResult() throws IOException {
    assertThat(tiny.run(PROTOCOL).exitCode()).isZero();
    Map<String, String> whole = made();
    Path run = tiny.made("runs", "scratch");
    Path manifest = run.resolve("manifest.json");
    String later = Files.readString(manifest).replaceAll("(\"started\" : \")\\d{4}", "$12999");
    try (Stream<Path> others = Files.list(run)) {
      for (Path other : others.filter(path -> !path.equals(manifest)).toList()) {
        remove(other);
      }
    }
    Files.writeString(manifest, later.replace("\"done\"", "\"running\""));
    assertThat(logged()).isEmpty();

    assertThat(tiny.run(PROTOCOL).exitCode()).as(logged()).isZero();

    assertThat(logged()).contains("the clock went back", "first started at 2999");
    assertThat(made()).isEqualTo(whole);
    assertThat(Console.run("status", "--out", tiny.out()).exitCode()).isZero();
    assertThat(Console.run("verify", "--out", tiny.out()).out()).contains("whole");
  }
}
