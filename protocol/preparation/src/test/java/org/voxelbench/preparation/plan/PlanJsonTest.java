package org.voxelbench.preparation.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.voxelbench.base.BadInputException;

class PlanJsonTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void writePlan() {
    file = folder.resolve("plan.json");
    PlanJson.write(plan(PlannerPreset.DEFAULT), file);
  }

  private static Plan plan(PlannerPreset preset) {
    DatasetFingerprint fingerprint =
        new DatasetFingerprint(
            List.of(List.of(1.0, 1.0, 1.0)), List.of(List.of(64, 64, 64)), new TreeMap<>(), 1);
    return new ExperimentPlanner(preset)
        .plan(fingerprint, new DatasetSummary("D", List.of("MR"), 2, 1, "NibabelIO"));
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

  /** As nnU-Net's ConfigurationManager turns them into today's. */
  @ParameterizedTest
  @EnumSource
  void earlyPlansOfVersion2StateTheSameNetworks(PlannerPreset preset) {
    Plan plan = plan(preset);
    ObjectNode json = PlanJson.toJson(plan);
    json.get("configurations").forEach(one -> toEarly((ObjectNode) one));
    assertThat(json.toString()).doesNotContain("architecture");
    assertThat(PlanJson.toJson(PlanJson.readPlan("early", json))).isEqualTo(PlanJson.toJson(plan));

    ((ObjectNode) json.at("/configurations/3d_fullres")).put("UNet_class_name", "MyUNet");
    assertThatThrownBy(() -> PlanJson.readPlan("early", json))
        .hasMessageContainingAll("3d_fullres", "'UNet_class_name'", "ResidualEncoderUNet");
  }

  private static void toEarly(ObjectNode configuration) {
    JsonNode architecture = configuration.remove("architecture");
    if (architecture == null) {
      return;
    }
    String name = architecture.get("network_class_name").asText();
    JsonNode arguments = architecture.get("arch_kwargs");
    JsonNode features = arguments.get("features_per_stage");
    JsonNode plain = arguments.path("n_conv_per_stage");
    configuration
        .put("UNet_class_name", name.substring(name.lastIndexOf('.') + 1))
        .put("UNet_base_num_features", features.get(0).asInt())
        .put("unet_max_num_features", configuration.get("patch_size").size() == 2 ? 512 : 320);
    configuration.set("conv_kernel_sizes", arguments.get("kernel_sizes"));
    configuration.set("pool_op_kernel_sizes", arguments.get("strides"));
    configuration.set(
        "n_conv_per_stage_encoder",
        plain.isMissingNode() ? arguments.get("n_blocks_per_stage") : plain);
    configuration.set("n_conv_per_stage_decoder", arguments.get("n_conv_per_stage_decoder"));
    configuration.putArray("num_pool_per_axis");
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
