package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.harness.device.EngineRequest;

/** What {@code new-protocol} writes runs, and what is there stays. */
class NewProtocolTest {

  @TempDir private Path folder;
  private TinyBenchmark tiny;
  private Path data;
  private Path out;

  @BeforeEach
  void draw() {
    tiny = TinyBenchmark.draw(folder);
    data = folder.resolve("data");
    out = folder.resolve("first.yaml");
  }

  private Console write(Object... more) {
    Object[] arguments = new Object[more.length + 7];
    Object[] given = {"new-protocol", "--data", data, "--out", out, "--device", "cpu"};
    System.arraycopy(given, 0, arguments, 0, given.length);
    System.arraycopy(more, 0, arguments, given.length, more.length);
    return Console.run(arguments);
  }

  @Test
  void itRunsAsItIs() throws IOException {
    tiny.drawCorpus();

    Console written = write("--dataset", "MyData");

    assertThat(written.exitCode()).as(written.err()).isZero();
    assertThat(written.out())
        .contains("MyData: 6 labelled cases, 2 channels, 3 classes; median 16 x 16 x 16 voxels")
        .contains("make benchmark PROTOCOL=" + out);
    assertThat(Files.readString(out)).contains("name: first\n", "datasets: [MyCorpus]\n");
    Console planned = tiny.run(Files.readString(out), "--dry-run");
    assertThat(planned.exitCode()).as(planned.err()).isZero();
    assertThat(planned.out()).contains("Runs: 3", "All data sets are here.");
    String brief =
        Files.readString(out)
            .replaceAll("\\{epochs: \\d+, iterations: \\d+", "{epochs: 1, iterations: 2")
            .replaceAll("warmUpEpochs: [1-9]", "warmUpEpochs: 0")
            .replace("schedule: warm-up", "schedule: default");
    Console ran = tiny.run(brief);
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(tiny.out().resolve("report/index.html")).exists();
  }

  @Test
  void aCorpusNeedsNoCard() throws IOException {
    tiny.drawCorpus();
    Files.delete(data.resolve("cards/MyCorpus.yaml"));

    Console written = write("--dataset", "MyData");

    assertThat(written.exitCode()).as(written.err()).isZero();
    assertThat(Files.readString(out)).contains("datasets: [MyCorpus]\n");
    Console planned = tiny.run(Files.readString(out), "--dry-run");
    assertThat(planned.exitCode()).as(planned.err()).isZero();
    assertThat(planned.out()).contains("All data sets are here.");
    assertThat(Console.run("datasets", "--data", data).out().lines())
        .filteredOn(line -> line.startsWith("My"))
        .hasSize(2)
        .allMatch(line -> line.matches("My(Data|Corpus) +your own .* ready .*"));
  }

  @Test
  void whereThereIsNoMakeItNamesTheProgram() throws IOException {
    System.setProperty("voxelbench.home", folder.resolve("voxelbench-1.0.0").toString());
    try {
      String call = "voxelbench benchmark --protocol " + out + " --data " + data + " --device cpu";
      assertThat(write("--dataset", "MyData").out())
          .contains("  " + call + " --dry-run\n", "  " + call + "\n")
          .doesNotContain("make ");
      assertThat(Files.readString(out)).contains(call + " --dry-run\n").doesNotContain("make ");
    } finally {
      System.clearProperty("voxelbench.home");
    }
  }

  @Test
  void itSaysWhyItPlansForADeviceThatNobodyNamed() {
    assertThat(write("--dataset", "MyData").out()).doesNotContain("Planned for");
    out = folder.resolve("second.yaml");
    EngineInfo opened;
    try (Engine engine = new EngineRequest("auto", "auto", Optional.empty(), 0).open()) {
      opened = engine.info();
    }

    Console written =
        Console.run("new-protocol", "--data", data, "--out", out, "--dataset", "MyData");

    assertThat(written.exitCode()).as(written.err()).isZero();
    assertThat(written.out())
        .contains("Planned for " + opened.device() + ", because " + opened.deviceReason() + ".\n");
  }

  @Test
  void phantomsStandInForACorpusThatIsMissing() throws IOException {
    assertThat(write("--dataset", "MyData").exitCode()).isZero();

    assertThat(Files.readString(out)).contains("datasets: [PhantomCorpus]\n");
  }

  @Test
  void aFileThatIsThereStays() throws IOException {
    Files.writeString(out, "mine");

    Console answer = write("--dataset", "MyData");

    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).contains(out.toString(), "stays", "--out");
    assertThat(out).hasContent("mine");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "MyDat, , 3.5, 'MyDat'",
        "MyCorpus, , 3.5, MyCorpus",
        "MyData, MyData, 3.5, role: unlabelled",
        "MyData, NoSuch, 3.5, NoSuch",
        "MyData, , 0.5, --memory",
        "MyData, , 0, --memory (0.0)"
      })
  void whatCantBeIsOneSentence(String dataset, String corpus, String memory, String named)
      throws IOException {
    tiny.drawCorpus();

    Console answer =
        corpus == null
            ? write("--dataset", dataset, "--memory", memory)
            : write("--dataset", dataset, "--memory", memory, "--corpus", corpus);

    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).contains(named);
    assertThat(answer.err().strip().lines()).as(answer.err()).hasSize(1);
    assertThat(out).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"no-ending", "-x.yaml", "with space.yaml", ".yaml"})
  void theFilesNameIsTheProtocols(String file) {
    out = folder.resolve(file);

    Console answer = write("--dataset", "MyData");

    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).contains("'" + file + "'", ".yaml");
  }

  @Test
  void realVolumesAreSurveyedByTheirHeaders() throws IOException {
    Path real = SharedData.folder();
    assumeTrue(Files.isDirectory(real.resolve("raw/Task04_Hippocampus")), "no " + real);
    data = real;

    assertThat(write("--dataset", "Task04_Hippocampus").exitCode()).isZero();

    assertThat(Files.readString(out))
        .contains("260 labelled cases", "spacing: [1, 1, 1]\n", "patchSize: [40, 56, 40]\n");
  }
}
