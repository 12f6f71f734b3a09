package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.base.claim.Claim;
import org.voxelbench.engine.EngineProvider;
import org.voxelbench.harness.device.Engines;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.harness.inspect.StoredExperiment;
import org.voxelbench.harness.run.Job;
import org.voxelbench.harness.run.LaunchRecord;
import org.voxelbench.store.RunFolder;

/** A benchmark laid out by {@code slurm} and done job by job. */
class JobCommandTest {

  private static final String TWO_METHODS =
      TinyBenchmark.protocol(
          "{id: scratch-dynamic, label: scratch}", "{id: mae, settings: {blockSize: 4}}");

  /** On data sets that are known and not here. */
  private static final String ELSEWHERE =
      TWO_METHODS.replace("MyData", "Task09_Spleen").replace("MyCorpus", "OpenMind");

  @TempDir private Path folder;
  private TinyBenchmark tiny;
  private Path out;

  @BeforeEach
  void draw() throws IOException {
    tiny = TinyBenchmark.draw(folder);
    tiny.drawCorpus();
    out = folder.resolve("it's out");
  }

  private Console layOut(Object... more) throws IOException {
    return layOutAs(TWO_METHODS, "{gres: '', cpus: 1}", more);
  }

  private Console layOutAs(String protocol, String settings, Object... more) throws IOException {
    Files.writeString(folder.resolve("protocol.yaml"), protocol);
    Files.writeString(folder.resolve("cluster.yaml"), settings);
    Object[] words = {
      "slurm",
      "--protocol",
      folder.resolve("protocol.yaml"),
      "--data",
      folder.resolve("data"),
      "--out",
      out,
      "--settings",
      folder.resolve("cluster.yaml")
    };
    return Console.run(Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray());
  }

  private Console job(String name) {
    return Console.run("job", name, "--out", out);
  }

  /** Names of what is left. */
  private List<String> left() {
    Console listed = Console.run("job", "--list", "--out", out);
    assertThat(listed.exitCode()).as(listed.text()).isZero();
    return listed.out().lines().map(line -> line.split(" ")[2]).toList();
  }

  @Test
  void jobByJobItEndsAsABenchmarkInOneProcess() throws IOException {
    Console laidOut = layOut("--no-measure");
    assertThat(laidOut.exitCode()).as(laidOut.text()).isZero();
    List<String> all = left();
    assertThat(all).hasSize(5).startsWith("prepare").endsWith("report");
    String preTraining = all.get(1);
    String adapted = all.stream().filter(name -> name.startsWith("mae-MyData")).findFirst().get();

    Console early = job(preTraining);
    assertThat(early.exitCode()).isEqualTo(2);
    assertThat(early.err()).contains("aren't prepared", "'voxelbench job prepare'");
    assertThat(job("prepare").exitCode()).isZero();
    assertThat(left()).as("what is prepared is not left").isEqualTo(all.subList(1, 5));

    Console waits = job(adapted);
    assertThat(waits.exitCode()).isEqualTo(2);
    assertThat(waits.err()).contains("'" + preTraining + "', which is planned");
    assertThat(job(preTraining).exitCode()).isZero();
    assertThat(job("report").exitCode()).as("runs are missing").isEqualTo(1);
    try (Claim held = folder(adapted).tryLock().orElseThrow()) {
      Console answer = job(adapted);
      assertThat(answer.exitCode()).isEqualTo(75);
      assertThat(answer.err()).contains("another process on ", "works on run '" + adapted + "'");
    }
    leaveToADeadMachine(adapted);
    for (String name : all.subList(2, 4)) {
      Console done = job(name);
      assertThat(done.exitCode()).as(done.text()).isZero();
      List<String> said = new ArrayList<>(done.out().lines().toList());
      if (name.equals(adapted)) {
        assertThat(said.remove(0)).contains("is held by a process on", "up to 1 s");
      }
      assertThat(said.get(0))
          .as("as a benchmark says it")
          .startsWith("Engine torch ")
          .contains(" on cpu (", "because it was asked for", "threads of an op: 1, loaders: 1.");
      assertThat(job(name).out()).contains("was done before");
    }
    assertThat(left()).containsExactly("report");
    assertThat(job("report").exitCode()).isZero();
    assertThat(left()).isEmpty();

    Console whole = tiny.run(TWO_METHODS, "--threads", 1, "--loaders", 1);
    assertThat(whole.exitCode()).as(whole.text()).isZero();
    assertThat(BenchmarkProcess.made(out)).isEqualTo(BenchmarkProcess.made(tiny.out()));
    assertThat(Files.readString(out.resolve("started.json"))).contains("\"finished\" : true");
  }

  /** As if a process on another machine had begun a run, and the machine were gone. */
  private void leaveToADeadMachine(String id) throws IOException {
    folder(id).tryLock().orElseThrow();
    Path claims = out.resolve("claims/runs").resolve(id);
    try (Stream<Path> files = Files.walk(claims)) {
      for (Path file : files.filter(path -> path.endsWith("owner.json")).toList()) {
        String edited =
            Files.readString(file)
                .replaceAll("(\"machine\" : )\"[^\"]*\"", "$1\"another\"")
                .replaceAll("(\"touchedEverySeconds\" : )[0-9.]+", "$10.1");
        Files.writeString(file, edited);
      }
    }
  }

  @Test
  @Tag("long")
  void aTrainingOverTwoProcessesEndsAsInOne() throws IOException {
    String twoShares = TWO_METHODS + "devices: 2\n";
    Console laidOut =
        layOutAs(twoShares, "{gres: '', cpus: 1}", "--no-measure", "--gpus-per-run", 2);
    assertThat(laidOut.exitCode()).as(laidOut.text()).isZero();
    for (String name : left()) {
      Console done = job(name);
      assertThat(done.exitCode()).as(done.text()).isZero();
    }

    Console whole = tiny.run(twoShares, "--threads", 1, "--loaders", 1);
    assertThat(whole.exitCode()).as(whole.text()).isZero();
    assertThat(BenchmarkProcess.made(out)).isEqualTo(BenchmarkProcess.made(tiny.out()));
  }

  @Test
  void aTrainingOverMoreCardsThanAJobHasIsRefused() throws IOException {
    Console refused = layOutAs(TWO_METHODS + "devices: 2\n", "gres: gpu:1", "--gpus-per-run", 2);
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("over 2 GPUs", "asks for 1", "gres: gpu:2").hasLineCount(1);
  }

  /** Each node's card would choose the precision of the runs that come to it. */
  @Test
  void jobsForCardsAreNotLaidOutWithoutOneAndWithoutAPrecision() throws IOException {
    Console refused = layOutAs(TWO_METHODS, "gres: gpu:1", "--no-measure");
    assertThat(refused.exitCode()).as(refused.text()).isEqualTo(2);
    assertThat(refused.err()).contains("--precision bf16", "--precision fp32").hasLineCount(1);
    assertThat(out.resolve("cluster")).doesNotExist();
    assertThat(out.resolve("started.json")).doesNotExist();
  }

  @Test
  void cardsThatNoTrainingWouldUseAreNamed() throws IOException {
    Console laidOut = layOutAs(TWO_METHODS, "gres: gpu:2", "--no-measure", "--dry-run");
    assertThat(laidOut.exitCode()).as(laidOut.text()).isZero();
    assertThat(laidOut.out()).contains("asks for 2 GPUs and uses 1; --gpus-per-run");
  }

  /** Cards that are held while a training computes on the CPU are held for nothing. */
  @Test
  void aJobThatAsksForACardRefusesToComputeWithout() throws IOException {
    assumeThat(Engines.installed().all())
        .as("a build for the CPU")
        .noneMatch(EngineProvider::builtForCuda);
    Console laidOut =
        layOutAs(TWO_METHODS, "{gres: 'gpu:1', cpus: 1}", "--no-measure", "--precision", "fp32");
    assertThat(laidOut.exitCode()).as(laidOut.text()).isZero();
    assertThat(laidOut.out()).contains("PROFILE=torch-cuda", "'gres: \"\"'");
    String preTraining = left().get(1);
    assertThat(job("prepare").exitCode()).as("it needs no card").isZero();
    Console refused = job(preTraining);
    assertThat(refused.exitCode()).as(refused.text()).isEqualTo(2);
    assertThat(refused.err()).contains("the engine torch can't serve the device 'cuda': ");
    assertThat(left()).as("it was not begun").contains(preTraining);
    assertThat(job("report").exitCode()).as("it needs no card, but runs").isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"gpu:1, cpu", "'', auto"})
  void aLayoutForTheCpuAsksForNoCard(String gres, String device) throws IOException {
    Console laidOut =
        layOutAs(
            TWO_METHODS, "{gres: '" + gres + "', cpus: 1}", "--no-measure", "--device", device);
    assertThat(laidOut.exitCode()).as(laidOut.text()).isZero();
    assertThat(laidOut.out()).doesNotContain("PROFILE");
    assertThat(Files.readString(out.resolve("started.json"))).contains("--device=cpu");
  }

  @Test
  void nobodyKnowsTheBuildOfAnotherLauncher() throws IOException {
    Console laidOut =
        layOutAs(TWO_METHODS, "{gres: 'gpu:1', voxelbench: /opt/vb}", "--no-measure", "--dry-run");
    assertThat(laidOut.exitCode()).as(laidOut.text()).isZero();
    assertThat(laidOut.out()).doesNotContain("PROFILE");
  }

  @Test
  void settingsThatTheTemplatesHaveNoPlaceForAreNamed() throws IOException {
    Console laidOut =
        layOutAs(
            TWO_METHODS, "{gres: '', qos: a}", "--no-measure", "--dry-run", "--scheduler", "pbs");
    assertThat(laidOut.exitCode()).as(laidOut.text()).isZero();
    assertThat(laidOut.out()).contains("The templates of 'pbs' don't use 'qos' of the settings;");
  }

  private RunFolder folder(String id) {
    Workspace workspace = new Workspace(out);
    StoredExperiment stored =
        StoredExperiment.of(workspace, LaunchRecord.read(workspace).orElseThrow());
    return Job.all(stored.experiment(), stored.folders()).stream()
        .filter(job -> job.id().equals(id))
        .findFirst()
        .orElseThrow()
        .folder();
  }

  @Test
  void badCallsAreRefusedInASentence() throws IOException {
    assertThat(job("prepare").err()).contains("is no folder of results");
    Files.createDirectories(out);
    assertThat(job("prepare").err()).contains("holds no benchmark");
    layOut("--no-measure");
    Console unknown = job("reprot");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("has no job 'reprot'", "job --list");
    assertThat(Console.run("job", "--out", out).exitCode()).isEqualTo(2);
    assertThat(Console.run("job", "report", "--list", "--out", out).exitCode()).isEqualTo(2);
  }

  @Test
  void aDryRunMeasuresAndWritesNoScripts() throws IOException {
    Console listed = layOut("--dry-run");
    assertThat(listed.exitCode()).as(listed.text()).isZero();
    assertThat(listed.out())
        .contains("pretrain-mae-seed1", "mae-MyData-from-seed1", "No scripts were written.")
        .contains("0-00:10:00");
    assertThat(out.resolve("cluster")).doesNotExist();
    assertThat(out.resolve("started.json")).doesNotExist();
  }

  @Test
  void scriptsWhosePreparationWouldFailAreNotWritten() throws IOException {
    Console refused = layOutAs(ELSEWHERE, "gres: ''", "--no-measure");
    assertThat(refused.exitCode()).as(refused.text()).isEqualTo(2);
    assertThat(refused.err())
        .contains("2 data sets are not below the data folder", "Task09_Spleen: ", "OpenMind: ")
        .hasLineCount(1);
    assertThat(out.resolve("cluster")).doesNotExist();
    assertThat(out.resolve("started.json")).doesNotExist();
  }

  @Test
  void aDryRunListsWhatIsMissing() throws IOException {
    Console listed = layOutAs(ELSEWHERE, "gres: ''", "--no-measure", "--dry-run");
    assertThat(listed.exitCode()).as(listed.text()).isZero();
    assertThat(listed.out())
        .contains("Task09_Spleen: ", "OpenMind: ", "scratch-Task09_Spleen", "No scripts were");
  }

  @Test
  void theTableKeepsItsColumnsHoweverLongNamesAre() throws IOException {
    String label = "a-label-of-very-many-letters-that-nobody-had-in-mind-for-a-table";
    String named = TinyBenchmark.protocol("{id: scratch-dynamic, label: " + label + "}");
    Console listed = layOutAs(named, "gres: ''", "--no-measure", "--dry-run");
    assertThat(listed.exitCode()).as(listed.text()).isZero();
    List<String> table =
        listed.out().lines().dropWhile(line -> !line.startsWith("group ")).limit(4).toList();
    assertThat(table.get(2)).startsWith(label + "-MyData ");
    assertThat(table).extracting(String::length).containsOnly(table.get(0).length());
  }
}
