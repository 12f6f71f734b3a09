package org.voxelbench.preparation.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.BadInputException;

class PlanJsonTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void writePlan() {
    file = folder.resolve("plan.json");
    DatasetFingerprint fingerprint =
        new DatasetFingerprint(
            List.of(List.of(1.0, 1.0, 1.0)), List.of(List.of(64, 64, 64)), new TreeMap<>(), 1);
    PlanJson.write(
        new ExperimentPlanner(PlannerPreset.DEFAULT)
            .plan(fingerprint, new DatasetSummary("D", List.of("MR"), 2, 1, "NibabelIO")),
        file);
  }

  @Test
  void namesFileAndKey() throws Exception {
    rejects("\"batch_size\" : 2", "\"batch_size\" : \"two\"", "3d_fullres", "'batch_size'");
    rejects("\"batch_size\" : 2", "\"batch_seize\" : 2", "'batch_size'", "missing");
    rejects("ZScoreNormalization", "ZNormalization", "'ZNormalization'", "known are");
    rejects("unet.PlainConvUNet", "unet.Primus", "'network_class_name'", "Primus");
    rejects("\"patch_size\" : [ 64, 64, 64 ]", "\"patch_size\" : [ 64, 60, 64 ]", "multiple");
    rejects("\"transpose_forward\" : [ 0, 1, 2 ]", "\"transpose_forward\" : [ 0, 0, 2 ]", "permut");
    rejects("\"configurations\" : {", "\"configurations\" : [", "not valid JSON");
    assertThatThrownBy(() -> PlanJson.readPlan(folder.resolve("none.json")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("none.json is missing");
  }

  private void rejects(String from, String to, String... words) throws Exception {
    String text = Files.readString(file);
    Path changed = folder.resolve("changed.json");
    assertThat(text).contains(from);
    Files.writeString(changed, text.replace(from, to));
    assertThatThrownBy(() -> PlanJson.readPlan(changed))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(words);
  }
}
