package org.voxelbench.harness.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.claim.Claim;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.engine.Precision;
import org.voxelbench.harness.cli.Console;
import org.voxelbench.harness.cli.TinyBenchmark;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.experiment.RunSpec;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.harness.plugin.Plugins;
import org.voxelbench.harness.run.LaunchRecord;
import org.voxelbench.harness.run.RunPaths;
import org.voxelbench.results.RunState;
import org.voxelbench.store.Environment;
import org.voxelbench.store.EpochRow;
import org.voxelbench.store.Outcome;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.RunStore;
import org.voxelbench.store.TrainingLog;
import org.voxelbench.training.protocol.Protocol;
import org.voxelbench.training.protocol.Protocols;

/** Where all runs stand, for programs. */
class StatusOutputTest {

  private static final Path PAGE = Path.of("../docs/tracking.md");

  /** Escaped in Prometheus' text; a folder may be called so. */
  private static final String ODD = "a \"quoted\" back\\slash";

  private static final EngineInfo ENGINE =
      new EngineInfo("torch", "2.10.0", "cpu", "none", Precision.FP32, "asked for", 2, true);

  @TempDir private static Path folder;
  private static Path out;
  private static RunFolder failed;
  private static Claim atWork;

  /** A pre-training at work, a run that failed and one that waits. */
  @BeforeAll
  static void begin() throws IOException {
    out = Files.createDirectories(folder.resolve(ODD)).resolve("out");
    Protocol protocol =
        Protocols.parse(
            "mine",
            TinyBenchmark.protocol("{id: scratch-fixed}", "{id: mae, settings: {blockSize: 8}}")
                .replace("{epochs: 1,", "{epochs: 4,"));
    LaunchRecord.begin(new Workspace(out), protocol, ENGINE, List.of());
    Experiment experiment = Experiment.of(protocol, Plugins.load(List.of()));
    RunPaths paths = new RunPaths(experiment, new RunStore(out), ENGINE.id());
    RunSpec scratch = experiment.runs().get(0);
    failed = paths.run(scratch);
    start(failed, 2);
    failed.seal(RunState.FAILED, "the power was cut.", Outcome.none(), Instant.EPOCH);
    RunFolder preTraining = paths.preTraining(experiment.runs().get(1).preTraining().orElseThrow());
    atWork = preTraining.tryLock().orElseThrow();
    start(preTraining, 1);
  }

  private static void start(RunFolder run, int epochs) {
    run.start(new Environment(Map.of(), "", false, Map.of(), ENGINE), Map.of(), "", Instant.EPOCH);
    TrainingLog log = run.trainingLog(0);
    for (int epoch = 0; epoch < epochs; epoch++) {
      log.add(
          new EpochRow(epoch, 1e-5, 0.25 + epoch, Double.NaN, Double.NaN, 2, 0, 0, 0, 0, Map.of()));
    }
  }

  @AfterAll
  static void end() {
    atWork.close();
  }

  private static Console status(Object... more) {
    return Console.run(Stream.concat(Stream.of("status", "--out", out), Stream.of(more)).toArray());
  }

  private static JsonNode json() throws IOException {
    Console status = status("--json");
    assertThat(status.exitCode()).as(status.text()).isZero();
    return new JsonMapper().readTree(status.out());
  }

  @Test
  void theDocumentSaysWhatTheTableSays() throws IOException {
    JsonNode json = json();

    assertThat(json.get("schema").asInt()).isEqualTo(1);
    assertThat(json.get("writtenBy").asText()).isNotEmpty();
    assertThat(json.get("protocol").asText()).isEqualTo("mine");
    assertThat(json.get("counts").toString())
        .isEqualTo("{\"failed\":1,\"running\":1,\"planned\":1}");
    assertThat(json.at("/totals/epochs").asInt()).isEqualTo(3);
    assertThat(json.at("/totals/planned").asInt()).isEqualTo(12);
    assertThat(json.at("/totals/seconds").asDouble()).isEqualTo(6);
    assertThat(json.at("/totals/secondsLeft").isNull()).as("of the run that waits").isTrue();
    assertThat(json.at("/totals/unknown").asInt()).isEqualTo(1);
    assertThat(json.at("/totals/cpuHours").asDouble()).isEqualTo(2 * 4 / 3600.0 + 2 * 2 / 3600.0);
    assertThat(json.get("runs")).hasSize(3);
    String table = status().out();
    for (JsonNode run : json.get("runs")) {
      assertThat(table).contains(run.get("name").asText(), run.get("state").asText());
    }
  }

  @Test
  void aRunIsTakenApart() throws IOException {
    JsonNode scratch = json().at("/runs/0");
    assertThat(scratch.get("id").asText()).isEqualTo(failed.id());
    assertThat(scratch.get("kind").asText()).isEqualTo("run");
    assertThat(scratch.get("method").asText()).isEqualTo("scratch-fixed");
    assertThat(scratch.get("dataset").asText()).isEqualTo("MyData");
    assertThat(scratch.get("trainingCases").isNull()).isTrue();
    assertThat(scratch.get("fold").asInt()).isZero();
    assertThat(scratch.get("seed").asInt()).isEqualTo(1);
    assertThat(scratch.get("state").asText()).isEqualTo("failed");
    assertThat(scratch.get("reason").asText()).isEqualTo("the power was cut.");
    assertThat(scratch.get("secondsLeft").asDouble()).isZero();
    JsonNode preTraining = json().at("/runs/1");
    assertThat(preTraining.get("kind").asText()).isEqualTo("pretraining");
    assertThat(preTraining.get("dataset").isNull()).isTrue();
    assertThat(preTraining.get("fold").isNull()).isTrue();
    assertThat(preTraining.get("device").asText()).isEqualTo("cpu");
    assertThat(preTraining.get("secondsLeft").asDouble()).as("3 epochs of 2 s").isEqualTo(6);
    assertThat(preTraining.get("learningRate").asDouble()).isEqualTo(1e-5);
    assertThat(preTraining.get("trainLoss").asDouble()).isEqualTo(0.25);
    assertThat(preTraining.get("validationLoss").isNull()).isTrue();
    assertThat(preTraining.get("reason").isNull()).isTrue();
    JsonNode waiting = json().at("/runs/2");
    assertThat(waiting.get("state").asText()).isEqualTo("planned");
    for (String key : List.of("secondsLeft", "device", "energyJoules", "trainLoss")) {
      assertThat(waiting.get(key).isNull()).as(key).isTrue();
    }
  }

  @Test
  void whatIsUnknownIsNullAndEveryKeyIsDocumented() throws IOException {
    assertThat(status("--json").out()).doesNotContain("NaN");
    String page = Files.readString(PAGE);
    TreeSet<String> keys = new TreeSet<>();
    collect(json(), keys);
    assertThat(keys).allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
  }

  private static void collect(JsonNode node, TreeSet<String> keys) {
    node.properties()
        .forEach(
            field -> {
              keys.add(field.getKey());
              collect(field.getValue(), keys);
            });
    if (node.isArray()) {
      node.forEach(element -> collect(element, keys));
    }
    keys.removeAll(List.of("running", "planned", "failed"));
  }

  @Test
  void prometheusTextIsOfItsGrammar() {
    String text = status("--prometheus", "-").out();
    PrometheusSamples samples = PrometheusSamples.parse(text);

    for (String state : List.of("failed", "running", "planned")) {
      assertThat(samples.value("voxelbench_jobs", Map.of("state", state))).isEqualTo(1);
    }
    for (String state : List.of("done", "interrupted", "diverged", "out-of-budget")) {
      assertThat(samples.value("voxelbench_jobs", Map.of("state", state))).isZero();
    }
    assertThat(samples.value("voxelbench_epochs_total", Map.of())).isEqualTo(3);
    assertThat(samples.value("voxelbench_epochs_planned", Map.of())).isEqualTo(12);
    assertThat(samples.value("voxelbench_spent_seconds_total", Map.of())).isEqualTo(6);
    assertThat(samples.value("voxelbench_left_seconds", Map.of())).isEqualTo(6);
    assertThat(samples.value("voxelbench_left_unknown_jobs", Map.of())).isEqualTo(1);
    Map<String, String> id = Map.of("id", failed.id(), "kind", "run", "dataset", "MyData");
    assertThat(samples.value("voxelbench_run_train_loss", id))
        .as("of the latest epoch")
        .isEqualTo(1.25);
    assertThat(samples.labels("results")).containsExactly(out.toString());
    List<String> names = new ArrayList<>(samples.names());
    assertThat(names).allMatch(name -> name.startsWith("voxelbench_"));
  }

  @Test
  void theFileIsTheTextAndNothingIsPrinted() throws IOException {
    Path file = folder.resolve("node/voxelbench.prom");
    Console status = status("--prometheus", file);

    assertThat(status.out()).isEmpty();
    assertThat(Files.readString(file)).isEqualTo(status("--prometheus", "-").out());
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void oneDocumentAtATime() {
    assertThat(status("--json", "--watch", "1").err()).contains("leave out --watch");
    assertThat(status("--json", "--prometheus", "-").err()).contains("leave out --prometheus -");
    assertThat(status("--prometheus", folder).err()).contains("can't write '" + folder);
  }
}
