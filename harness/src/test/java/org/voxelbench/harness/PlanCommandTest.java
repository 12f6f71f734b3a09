package org.voxelbench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.protocol.plan.PlanJson;
import org.voxelbench.protocol.plan.PlannerPreset;
import picocli.CommandLine;

class PlanCommandTest {

  @TempDir private Path folder;

  private int plan(String... options) {
    Path dataset = TinyBenchmark.draw(folder).dataset();
    CommandLine command =
        VoxelBench.commandLine()
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(new StringWriter()));
    String[] arguments = new String[4 + options.length];
    arguments[0] = "plan";
    arguments[1] = dataset.toString();
    arguments[2] = "--out";
    arguments[3] = folder.toString();
    System.arraycopy(options, 0, arguments, 4, options.length);
    return command.execute(arguments);
  }

  @Test
  void leavesFingerprintAndPlansUnderNnUNetsNames() {
    assertThat(plan("--planner", "resenc-m")).isZero();

    String name = PlannerPreset.RESENC_M.plansName() + ".json";
    assertThat(PlanJson.readPlan(folder.resolve(name)).configuration("3d_fullres").batchSize())
        .isPositive();
    assertThat(
            PlanJson.readFingerprint(folder.resolve("dataset_fingerprint.json")).shapesAfterCrop())
        .hasSize(6);
  }

  @Test
  void anUnknownPlannerIsRefused() {
    assertThat(plan("--planner", "resenc-s")).isEqualTo(ExitCode.BAD_INPUT);
  }
}
