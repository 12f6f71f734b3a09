package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.nifti.Nifti;
import org.voxelbench.datasets.nifti.NiftiWriter;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.console.FolderChecks;
import org.voxelbench.preparation.plan.PlanJson;
import org.voxelbench.preparation.plan.PlannerPreset;

class PlanCommandTest {

  @TempDir private Path folder;

  private int plan(String planner) {
    Path dataset = TinyBenchmark.draw(folder).dataset();
    return Console.run("plan", dataset, "--out", folder, "--planner", planner).exitCode();
  }

  @Test
  void leavesFingerprintAndPlansUnderNnUNetsNames() {
    assertThat(plan("resenc-m")).isZero();

    String name = PlannerPreset.RESENC_M.plansName() + ".json";
    assertThat(PlanJson.readPlan(folder.resolve(name)).configuration("3d_fullres").batchSize())
        .isPositive();
    assertThat(
            PlanJson.readFingerprint(folder.resolve("dataset_fingerprint.json")).shapesAfterCrop())
        .hasSize(6);
  }

  @Test
  void anUnknownPlannerIsRefused() {
    assertThat(plan("resenc-s")).isEqualTo(ExitCode.BAD_INPUT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CT", "T1"})
  void withoutForegroundThereIsNoPlan(String modality) throws IOException {
    Path dataset = TinyBenchmark.draw(folder).dataset();
    Path json = dataset.resolve("dataset.json");
    Files.writeString(
        json,
        Files.readString(json)
            .replaceFirst("\"0\"\\s*:\\s*\"\\w+\"", "\"0\": \"" + modality + "\""));
    for (String name : FolderChecks.names(dataset.resolve("labelsTr"))) {
      Path file = dataset.resolve("labelsTr").resolve(name);
      LabelMap map = Nifti.readLabelMap(file);
      NiftiWriter.write(file, new LabelMap(map.geometry(), new short[map.labels().length]));
    }

    Console answer = Console.run("plan", dataset, "--out", folder);
    assertThat(answer.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(answer.err()).contains("labelsTr", "6 training cases", "only background");
  }
}
