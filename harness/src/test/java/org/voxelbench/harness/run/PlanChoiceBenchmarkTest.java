package org.voxelbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.format.StrictJson;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.harness.cli.Console;
import org.voxelbench.harness.cli.TinyBenchmark;
import org.voxelbench.preparation.cache.PreparedDataset;
import org.voxelbench.preparation.plan.Configuration;
import org.voxelbench.preparation.plan.PlanJson;

/** One pre-training goes into networks of three plans. */
class PlanChoiceBenchmarkTest {

  private static final String PROTOCOL =
      TinyBenchmark.protocol(
          "{id: mae, label: as-pretrained, settings: {blockSize: 8}}",
          "{id: mae, label: under-own-plan, settings: {blockSize: 8}, plan: dynamic}",
          "{id: mae, label: unresampled, settings: {blockSize: 8}, plan: no-resampling}");

  @TempDir private Path folder;
  private TinyBenchmark tiny;

  @BeforeEach
  void draw() throws IOException {
    tiny = TinyBenchmark.draw(folder);
    tiny.drawCorpus();
  }

  private Path run(String label) throws IOException {
    return tiny.made("runs", label);
  }

  private static Configuration configuration(Path run) {
    return PlanJson.readPlan(run.resolve("plan.json")).configuration("3d_fullres");
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Test
  void onePreTrainingIsAdaptedUnderThreePlans() throws IOException {
    Console answer = tiny.run(PROTOCOL);
    assertThat(answer.exitCode()).as(answer.text()).isZero();

    assertThat(files(tiny.out().resolve("pretraining"))).hasSize(1);
    checkPlans();
    checkPredictions();
    checkWhatIsSaid();
    checkDiff();
    checkPredictCommand();
  }

  private void checkPlans() throws IOException {
    Configuration fixed = configuration(run("as-pretrained"));
    Configuration own = configuration(run("under-own-plan"));
    Configuration kept = configuration(run("unresampled"));
    assertThat(fixed.spacing()).containsExactly(4, 4, 4);
    assertThat(kept.architecture()).isEqualTo(fixed.architecture());
    assertThat(kept.patchSize()).containsExactly(fixed.patchSize());
    assertThat(kept.resampling().keepsSpacing()).isTrue();
    assertThat(own.resampling().keepsSpacing()).isFalse();
    assertThat(own.architecture().stages()).isGreaterThan(fixed.architecture().stages());
    Geometry image = Nifti.geometry(files(tiny.dataset().resolve("imagesTr")).get(0));
    assertThat(own.spacing()).containsExactlyInAnyOrder(image.spacing());
    PreparedDataset unresampled =
        PreparedDataset.open(tiny.out().resolve("preprocessed/MyData/no-resampling"), 0);
    for (String id : unresampled.caseIds()) {
      assertThat(unresampled.preparedCase(id).shape())
          .containsExactly(unresampled.preparedCase(id).properties().shapeAfterCrop());
    }
  }

  private void checkPredictions() throws IOException {
    for (String label : List.of("as-pretrained", "under-own-plan", "unresampled")) {
      for (Path prediction : files(run(label).resolve("predictions"))) {
        String id = prediction.getFileName().toString().replace(".nii.gz", "");
        Geometry expected =
            Nifti.geometry(tiny.dataset().resolve("imagesTr/" + id + "_0000.nii.gz"));
        Geometry found = Nifti.geometry(prediction);
        assertThat(found.size()).containsExactly(expected.size());
        assertThat(Arrays.deepEquals(found.affine(), expected.affine())).as(label).isTrue();
      }
    }
  }

  private void checkWhatIsSaid() throws IOException {
    assertThat(tiny.out().resolve("report/index.html"))
        .content()
        .contains(", own plan", ", no resampling");
    JsonNode start =
        StrictJson.read(run("under-own-plan").resolve("settings.json"), JsonNode.class)
            .get("start");
    assertThat(start.get("plan").asText()).isEqualTo("dynamic");
    assertThat(start.get("recipe").get("learningRate").asDouble()).isEqualTo(0.001);
    assertThat(run("under-own-plan").resolve("loading.txt"))
        .content()
        .contains("not among the pre-trained weights", "loaded  encoder.stages.0");
    assertThat(run("unresampled").resolve("loading.txt"))
        .content()
        .doesNotContain("not among the pre-trained weights");
  }

  private void checkDiff() throws IOException {
    Console diff = Console.run("diff", run("as-pretrained"), run("unresampled"));
    assertThat(diff.out())
        .contains("start.plan: fixed | no-resampling", "Comparable: they differ in nothing but");
  }

  private void checkPredictCommand() throws IOException {
    Path again = folder.resolve("again");
    Console answer =
        Console.run(
            "predict",
            tiny.dataset().resolve("imagesTr"),
            again,
            "--run",
            run("unresampled"),
            "--device",
            "cpu");
    assertThat(answer.exitCode()).as(answer.text()).isZero();
    for (Path prediction : files(run("unresampled").resolve("predictions"))) {
      assertThat(Nifti.readLabelMap(again.resolve(prediction.getFileName())).labels())
          .isEqualTo(Nifti.readLabelMap(prediction).labels());
    }
  }

  @Test
  void aDryRunRehearsesEveryPlan() throws IOException {
    Console answer = tiny.run(PROTOCOL, "--dry-run");

    assertThat(answer.exitCode()).as(answer.text()).isZero();
    assertThat(answer.out()).contains("Pre-trainings: 1", "Runs: 3");
    tiny.run(PROTOCOL);
    for (String label : List.of("as-pretrained", "under-own-plan", "unresampled")) {
      String loaded = Files.readAllLines(run(label).resolve("loading.txt")).get(0);
      assertThat(answer.out())
          .contains("  " + label + " to MyData: " + loaded.substring(0, loaded.indexOf(';')));
    }
  }
}
