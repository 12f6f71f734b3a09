package org.voxelbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.harness.console.ExitCode;
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
}
