package org.voxelbench.harness.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.store.RunFolder;

/** The files that MLflow's file store consists of. */
class MlflowRunTest {

  @TempDir private Path results;
  private RunFolder run;

  @BeforeEach
  void begin() {
    run = TrackedFixture.begun(results);
  }

  private Tracking tracking() {
    return new Tracking(Set.of(TrackingFormat.MLFLOW), "my: \"experiment\"");
  }

  private static Path only(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> folders = files.filter(Files::isDirectory).toList();
      assertThat(folders).hasSize(1);
      return folders.get(0);
    }
  }

  private Path experiment() throws IOException {
    return only(results.resolve("mlruns"));
  }

  private List<String> metric(String name) throws IOException {
    return Files.readAllLines(only(experiment()).resolve("metrics").resolve(name));
  }

  private static String line(int epoch, double value) {
    long millis = TrackedFixture.STARTED.toEpochMilli() + 90_500L * (epoch + 1);
    return millis + " " + value + " " + epoch;
  }

  @Test
  void aMetricHasALineForEachEpochThatCounts() throws IOException {
    TrackedFixture.train(tracking().follow(run), 0, 3);
    assertThat(metric("learning_rate")).hasSize(3);
    TrackedFixture.train(tracking().follow(run), 1, 2);

    assertThat(metric("loss/train")).containsExactly(line(0, 1 / 3.0), line(1, 0.25));
    assertThat(metric("loss/validation")).containsExactly(line(0, -0.0));
  }

  @Test
  void aHalfWrittenLineIsGoneAtTheNextStart() throws IOException {
    TrackedFixture.train(tracking().follow(run), 0, 2);
    Path file = only(experiment()).resolve("metrics/loss/train");
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.length() - 5));
    TrackedFixture.train(tracking().follow(run), 2, 3);

    assertThat(metric("loss/train")).containsExactly(line(0, 1 / 3.0), line(1, 0.25), line(2, 0.2));
    assertThat(run.path().resolve(".mlflow")).doesNotExist();
  }

  @Test
  void theIdsAreOfTheLengthsThatMlflowMakesAndStay() throws IOException {
    TrackedFixture.train(tracking().follow(run), 0, 1);
    Path before = only(experiment());
    tracking().export(run);

    assertThat(only(experiment())).isEqualTo(before);
    assertThat(before.getFileName().toString()).matches("[0-9a-f]{32}");
    assertThat(experiment().getFileName().toString()).matches("[1-9][0-9]{17}");
  }

  @Test
  void theMetaDataSayWhatTheRunIs() throws IOException {
    TrackedFixture.train(tracking().follow(run), 0, 1);
    assertThat(meta(only(experiment())))
        .containsEntry("status", 1)
        .containsEntry("end_time", null)
        .containsEntry("run_name", "mae-Liver-f0-s1");
    TrackedFixture.fail(run, 1);
    Path picture = TrackedFixture.picture(results, run, 4, 4);
    tracking().end(run);

    Path made = only(experiment());
    assertThat(meta(made))
        .containsEntry("status", 4)
        .containsEntry("start_time", (Object) TrackedFixture.STARTED.toEpochMilli())
        .containsEntry("end_time", (Object) (TrackedFixture.STARTED.toEpochMilli() + 1_000_000))
        .containsEntry("run_id", made.getFileName().toString())
        .containsEntry("experiment_id", experiment().getFileName().toString());
    assertThat(meta(experiment())).containsEntry("name", "my: \"experiment\"");
    assertThat(made.resolve("tags/voxelbench.reason")).hasContent("it was asked to.");
    assertThat(made.resolve("params/method")).hasContent("mae");
    assertThat(made.resolve("params/dataset")).hasContent("Liver");
    assertThat(made.resolve("artifacts/cases/case_1.png")).hasSameBinaryContentAs(picture);
  }

  @Test
  void aLongSettingIsCutWhereMlflowWouldRefuseIt() throws IOException {
    Files.writeString(
        run.path().resolve("settings.json"),
        "{\"schema\": 2, \"a\": {\"b c\": \"" + "x".repeat(600) + "\", \"d/e\": [1, 2]}}");
    tracking().export(run);

    Path params = only(experiment()).resolve("params");
    assertThat(Files.readString(params.resolve("settings.a.b c"))).hasSize(500).endsWith("x...");
    assertThat(params.resolve("settings.a.d_e")).hasContent("[1,2]");
    assertThat(params.resolve("settings.schema")).doesNotExist();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> meta(Path folder) throws IOException {
    return new YAMLMapper().readValue(folder.resolve("meta.yaml").toFile(), Map.class);
  }
}
