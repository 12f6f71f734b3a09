package org.voxelbench.harness.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.file.Sha256;
import org.voxelbench.bench.LineProcess;
import org.voxelbench.harness.cli.Console;
import org.voxelbench.harness.cli.TinyBenchmark;
import org.voxelbench.store.EpochRow;
import org.voxelbench.store.Manifest;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.RunStore;

/** TensorBoard, MLflow and Prometheus' client read what is written for them. */
@Tag("peer")
class TrackingPeerTest {

  private static final String REQUIREMENTS = "harness/src/test/resources/tracking/requirements.txt";

  @TempDir private static Path folder;
  private static TinyBenchmark tiny;
  private static LineProcess peer;

  @BeforeAll
  static void run() throws IOException {
    peer = open();
    tiny = TinyBenchmark.draw(Files.createDirectories(folder.resolve("tiny")));
    tiny.drawCorpus();
    Console run =
        tiny.run(
            TinyBenchmark.protocol("{id: scratch-fixed}", "{id: mae, settings: {blockSize: 8}}")
                .replace("{epochs: 1,", "{epochs: 3,"),
            "--track",
            "tensorboard,mlflow");
    assertThat(run.exitCode()).as(run.text()).isZero();
  }

  /** Without Python or a package of it the test is skipped, and says how to get them. */
  private static LineProcess open() throws IOException {
    String named = System.getenv("VOXELBENCH_PEER");
    String python = named == null || named.isBlank() ? "python3" : named;
    try {
      LineProcess process =
          new LineProcess(
              "Python",
              List.of(python, script()),
              Map.of(),
              ProcessBuilder.Redirect.to(folder.resolve("peer.log").toFile()));
      process.send(Map.of("do", "ready"));
      JsonNode answer = process.read(JsonNode.class);
      if (answer.has("missing")) {
        process.close();
        skip(answer);
      }
      return process;
    } catch (IOException e) {
      return abort(python + " can't be started (" + e.getMessage() + "); name one by PEER=");
    }
  }

  private static void skip(JsonNode answer) {
    abort(
        "the Python has no "
            + answer.get("missing").asText()
            + "; install what reads along by: python -m pip install -r "
            + REQUIREMENTS
            + ", and name the Python by PEER=");
  }

  private static String script() {
    try {
      return Path.of(TrackingPeerTest.class.getResource("/tracking/read.py").toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterAll
  static void close() {
    if (peer != null) {
      peer.close();
    }
  }

  private static JsonNode ask(String function, Map<String, ?> arguments) throws IOException {
    Map<String, Object> request = new HashMap<>(arguments);
    request.put("do", function);
    peer.send(request);
    try {
      return peer.read(JsonNode.class);
    } catch (IOException e) {
      throw new IOException(function + "\n" + Files.readString(folder.resolve("peer.log")), e);
    }
  }

  private static List<RunFolder> runs() {
    RunStore store = new RunStore(tiny.out());
    return Stream.concat(store.preTrainings().stream(), store.runs().stream())
        .map(Manifest::key)
        .map(store::folder)
        .toList();
  }

  /** The steps and values of a metric, as single numbers. */
  private static Map<Long, Float> values(JsonNode pairs) {
    Map<Long, Float> values = new HashMap<>();
    assertThat(pairs).isNotNull();
    pairs.forEach(
        pair ->
            assertThat(values.put(pair.get(0).asLong(), (float) pair.get(1).asDouble()))
                .as("a step comes once")
                .isNull());
    return values;
  }

  private static Map<Long, Float> losses(RunFolder run) {
    Map<Long, Float> losses = new HashMap<>();
    for (EpochRow row : run.epochs()) {
      losses.put((long) row.epoch(), (float) row.trainLoss());
    }
    return losses;
  }

  @Test
  void tensorBoardShowsTheTrainingLogAndThePictures() throws IOException {
    JsonNode shown = ask("tensorboard", Map.of("folder", tiny.out().toString()));

    assertThat(shown).hasSize(3);
    for (RunFolder run : runs()) {
      JsonNode known = shown.get(tiny.out().relativize(run.path()).toString());
      assertThat(known).as("it calls a run by kind and id").isNotNull();
      assertThat(values(known.at("/scalars").get("loss/train"))).isEqualTo(losses(run)).hasSize(3);
      assertThat(values(known.at("/scalars").get("learning_rate"))).hasSize(3);
      assertThat(values(known.at("/scalars").get("final/seconds"))).containsOnlyKeys(3L);
      JsonNode images = known.get("images");
      assertThat(images.isEmpty()).isFalse();
      for (TrackedPicture picture : TrackedRun.of(run, "mine").orElseThrow().pictures()) {
        JsonNode image = images.get(picture.name()).get(0);
        assertThat(image.get(0).asLong()).isEqualTo(3);
        assertThat(image.get(3).asText()).isEqualTo(Sha256.of(picture.file()));
      }
    }
  }

  @Test
  void tensorBoardTellsNoEpochTwiceAfterAnInterruption() throws IOException {
    Path results = folder.resolve("interrupted");
    RunFolder run = TrackedFixture.begun(results);
    Tracking tracking = new Tracking(Set.of(TrackingFormat.TENSORBOARD), "mine");
    TrackedFixture.train(tracking.follow(run), 0, 3);
    Path old = ReadEvents.files(run.path()).get(0);
    byte[] before = Files.readAllBytes(old);
    TrackedFixture.train(tracking.follow(run), 1, 4);
    Files.write(old, Arrays.copyOf(before, before.length - 7));

    JsonNode shown = ask("tensorboard", Map.of("folder", results.toString()));

    assertThat(values(shown.at("/runs~1" + run.id() + "/scalars").get("loss/train")))
        .isEqualTo(losses(run))
        .hasSize(4);
  }

  @Test
  void mlflowListsRunsParametersAndMetrics() throws IOException {
    JsonNode store = ask("mlflow", Map.of("folder", tiny.out().resolve("mlruns").toString()));

    JsonNode experiment = store.get("mine");
    assertThat(experiment).hasSize(3);
    for (RunFolder run : runs()) {
      JsonNode known = experiment.get(run.key().name());
      assertThat(known.get("status").asText()).isEqualTo("FINISHED");
      assertThat(known.at("/tags/voxelbench.id").asText()).isEqualTo(run.id());
      assertThat(known.at("/params/seed").asText()).isEqualTo("1");
      assertThat(known.at("/params/engine").asText()).isEqualTo("torch");
      assertThat(values(known.get("metrics").get("loss/train"))).isEqualTo(losses(run)).hasSize(3);
      assertThat(values(known.get("metrics").get("final/seconds"))).containsOnlyKeys(3L);
    }
  }

  @Test
  void prometheusClientParsesTheStatus() throws IOException {
    Console status = Console.run("status", "--out", tiny.out(), "--prometheus", "-");
    JsonNode families = ask("prometheus", Map.of("text", status.out()));

    if (families.has("missing")) {
      skip(families);
    }
    assertThat(families.at("/voxelbench_epochs/type").asText()).isEqualTo("counter");
    assertThat(families.at("/voxelbench_epochs/samples/0/2").asInt()).isEqualTo(9);
    for (JsonNode sample : families.at("/voxelbench_jobs/samples")) {
      boolean done = sample.at("/1/state").asText().equals("done");
      assertThat(sample.get(2).asInt()).isEqualTo(done ? 3 : 0);
    }
    assertThat(families.at("/voxelbench_run_train_loss/samples")).hasSize(3);
  }
}
