package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voxelbench.base.ProgramVersion;
import org.voxelbench.base.format.StrictJson;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.datasets.nifti.NiftiWriter;

/**
 * What each released version left is read, gone on with and replayed by this one: runs that are
 * done, failed, diverged and interrupted, with the data that they were made of.
 */
class ReleasesTest {

  private static final Path TABLES = Path.of("report", "tables");
  private static final Pattern HEADING =
      Pattern.compile("^## (\\d+\\.\\d+\\.\\d+) - \\d{4}-\\d{2}-\\d{2}$", Pattern.MULTILINE);

  @TempDir Path temporary;

  private Path lab() {
    return temporary.resolve("lab");
  }

  private static List<String> releases() throws IOException {
    return ResultsFixture.releases();
  }

  private Path out() {
    return lab().resolve("out");
  }

  private Path data() {
    return lab().resolve("data");
  }

  private ResultsFixture copied(String version) throws IOException {
    ResultsFixture fixture = ResultsFixture.of(version);
    fixture.copyTo(lab());
    return fixture;
  }

  private Path made(String kind, String prefix) throws IOException {
    return new TinyBenchmark(lab()).made(kind, prefix);
  }

  @Test
  void everyReleaseOfTheChangeLogLeftOne() throws IOException {
    Matcher headings = HEADING.matcher(Files.readString(Path.of("..", "CHANGELOG.md")));
    assertThat(headings.results().map(found -> found.group(1)).toList())
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(releases());
  }

  @ParameterizedTest
  @MethodSource("releases")
  void itsReportHasTheNumbersOfThen(String version) throws IOException {
    Path then = copied(version).then().resolve("out").resolve(TABLES);
    assertThat(Console.run("report", "--out", out()).exitCode()).isZero();
    ResultsFixture.assertTablesAreThoseOf(then, out().resolve(TABLES));
  }

  @ParameterizedTest
  @MethodSource("releases")
  void itIsExportedListedAndVerified(String version) throws IOException {
    copied(version);
    Path file = lab().resolve("challenge.csv");
    assertThat(Console.run("export", "--out", out(), "--to", file).exitCode()).isZero();
    assertThat(Files.readAllLines(file)).first().isEqualTo("task,algorithm,case,value");
    assertThat(Console.run("status", "--out", out()).out())
        .contains("Total: 3 done, 2 failed, 1 diverged, 2 planned, 1 interrupted");
    assertThat(Console.run("verify", "--out", out(), "--data", data()).out())
        .isEqualTo("Everything is whole." + System.lineSeparator());
  }

  @ParameterizedTest
  @MethodSource("releases")
  void itIsGoneOnWithThoughItsDataMoved(String version) throws IOException {
    copied(version);
    Path log = made("pretraining", "models-genesis").resolve("training.csv");
    List<String> epochs = Files.readAllLines(log);
    Path done = made("runs", "mae-MyData").resolve("manifest.json");
    String before = Files.readString(done);
    Console resumed = Console.run("resume", "--out", out(), "--data", data());
    assertThat(resumed.exitCode()).as("one diverges again").isEqualTo(1);
    assertThat(Console.run("status", "--out", out()).out())
        .contains("Total: 8 done, 1 diverged; epochs 74/76");
    assertThat(Files.readAllLines(log))
        .hasSize(61)
        .element(epochs.size() - 1)
        .asString()
        .as("an epoch before the interruption")
        .startsWith(epochs.get(epochs.size() - 1));
    assertThat(done).content().isEqualTo(before);
    assertThat(stamp(made("runs", "models-genesis").resolve("manifest.json")))
        .isEqualTo(ProgramVersion.current());
  }

  /** Its seal vouches for cases that don't say what they were made of; afterwards each does. */
  @ParameterizedTest
  @MethodSource("releases")
  void itsCacheIsKeptAndThenCaseByCase(String version) throws IOException {
    copied(version);
    Path cases = out().resolve("preprocessed/MyData/dynamic/cases");
    FileTime old = FileTime.fromMillis(1_000_000);
    try (Stream<Path> files = Files.list(cases)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, old);
      }
    }
    assertThat(prepare().exitCode()).isZero();
    assertThat(madeAnew(cases, old)).isEmpty();
    assertThat(cases.resolveSibling("index.tsv")).content().hasLineCount(6);

    Path image = data().resolve("raw/MyData/imagesTr/tumour_0003_0000.nii.gz");
    Image before = Nifti.readImage(image);
    before.voxels()[before.voxels().length / 2] += 1;
    NiftiWriter.write(image, before);
    assertThat(prepare().exitCode()).isZero();
    assertThat(madeAnew(cases, old)).containsExactly("tumour_0003.vbcase");
  }

  private Console prepare() {
    return Console.run(
        "prepare", "--protocol", out().resolve("protocol.yaml"), "--out", out(), "--data", data());
  }

  private static List<String> madeAnew(Path cases, FileTime old) throws IOException {
    try (Stream<Path> files = Files.list(cases)) {
      return files
          .filter(file -> file.toFile().lastModified() != old.toMillis())
          .map(file -> file.getFileName().toString())
          .toList();
    }
  }

  private static String stamp(Path json) {
    return StrictJson.read(json, JsonNode.class).path("writtenBy").asText();
  }

  /** The last bits are those of the processor, so that they may differ here. */
  @ParameterizedTest
  @MethodSource("releases")
  void itsRunsAreReplayedThoughDataMovedAndCacheAreGone(String version) throws IOException {
    copied(version);
    Console replayed = Console.run("replay", made("runs", "mae-MyData"), "--data", data());
    assertThat(replayed.out()).contains("Made on torch, cpu", "Weights: ", "Training losses: ");
    assertThat(replayed.out().contains("VoxelBench differs: "))
        .isNotEqualTo(version.equals(ProgramVersion.current()));
    assertThat(replayed.err()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("releases")
  void laterSchemasAreRefusedInOneSentence(String version) throws IOException {
    copied(version);
    Path run = made("runs", "mae-MyData");
    try (Stream<Path> files = Files.walk(out())) {
      for (Path json : files.filter(file -> file.toString().endsWith(".json")).toList()) {
        ObjectNode later = StrictJson.read(json, ObjectNode.class);
        later.put("schema", 99).put("writtenBy", "9.8.7").put("new", true);
        StrictJson.write(json, later);
      }
    }
    for (Object[] command :
        List.of(
            new Object[] {"report", "--out", out()},
            new Object[] {"export", "--out", out()},
            new Object[] {"status", "--out", out()},
            new Object[] {"verify", "--out", out()},
            new Object[] {"resume", "--out", out(), "--data", data()},
            new Object[] {"replay", run, "--data", data()})) {
      Console answer = Console.run(command);
      assertThat(answer.exitCode()).as("%s", command).isEqualTo(2);
      assertThat(answer.err().strip().lines())
          .singleElement()
          .asString()
          .contains(
              "was made by VoxelBench 9.8.7, and this is " + ProgramVersion.current(),
              "read it with version 9.8.7, or start again");
    }
  }
}
