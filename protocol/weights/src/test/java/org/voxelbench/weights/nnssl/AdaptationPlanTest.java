package org.voxelbench.weights.nnssl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.format.JsonFields;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.preparation.plan.FixedPlanner;
import org.voxelbench.preparation.plan.NetworkKind;
import org.voxelbench.preparation.plan.PrimusArchitecture;
import org.voxelbench.preparation.plan.PrimusSize;
import org.voxelbench.preparation.plan.UNetArchitecture;

/** Plans as nnssl writes them into checkpoints and beside them. */
class AdaptationPlanTest {

  private static final List<Integer> PATCH = List.of(160, 160, 160);

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final Architecture SMALL =
      new UNetArchitecture(
          NetworkKind.RESIDUAL_ENCODER,
          List.of(4, 8),
          List.of(1, 3),
          List.of(List.of(1, 3, 3), List.of(3, 3, 3)),
          List.of(List.of(1, 1, 1), List.of(1, 2, 2)),
          List.of(1));

  /** A plan of the released checkpoints, by its published fields. */
  private static final String RELEASED =
      """
      {"architecture_plans": {"arch_class_name": "ResEncL", "arch_kwargs": null,
        "arch_kwargs_requiring_import": null},
       "pretrain_plan": {"dataset_name": "Dataset745_OpenMind", "plans_name": "nnsslPlans",
        "configurations": {"onemmiso": {"data_identifier": "nnsslPlans_onemmiso",
         "spacing": [1, 1, 1], "patch_size": [160, 160, 160],
         "normalization_schemes": ["ZScoreNormalization"]}}},
       "pretrain_num_input_channels": 1, "recommended_downstream_patchsize": [160, 160, 160],
       "key_to_encoder": "encoder.stages", "key_to_stem": "encoder.stem",
       "keys_to_in_proj": ["encoder.stem.convs.0.conv", "encoder.stem.convs.0.all_modules.0"],
       "key_to_lpe": null,
       "citations": [{"type": "Framework", "name": "nnssl", "bibtex_citations": ["a paper"]}]}
      """;

  @Test
  void aReleasedPlanNamesItsNetworkByPreset() throws Exception {
    AdaptationPlan plan = read(RELEASED);

    assertThat(plan.architecture().architecture()).isEqualTo(FixedPlanner.residualEncoderL());
    assertThat(plan.pretraining())
        .isEqualTo(
            new PretrainingPlan(
                "Dataset745_OpenMind",
                "nnsslPlans",
                "onemmiso",
                Optional.of(List.of(1.0, 1.0, 1.0)),
                Optional.of(List.of(160, 160, 160)),
                List.of("ZScoreNormalization")));
    assertThat(plan.keys()).isEqualTo(WeightKeys.residualEncoder());
    assertThat(plan.citations())
        .containsExactly(new Citation("Framework", "nnssl", List.of("a paper")));
  }

  @Test
  void whatIsWrittenIsReadAgain() throws Exception {
    AdaptationPlan plan =
        new AdaptationPlan(
            ArchitecturePlan.of(SMALL),
            new PretrainingPlan(
                "corpus",
                "fixedPlans",
                "3d_fullres",
                Optional.empty(),
                Optional.of(List.of(8, 16, 16)),
                List.of("ZScoreNormalization")),
            1,
            List.of(8, 16, 16),
            WeightKeys.residualEncoder(),
            List.of(new Citation("Method", "mae", List.of("He et al. 2022"))));

    assertThat(read(plan.toJson().toString())).isEqualTo(plan);
    Map<String, Object> plain = MAPPER.convertValue(plan.toJson(), new TypeReference<>() {});
    assertThat(AdaptationPlan.of("a.pth", plain)).isEqualTo(plan);
  }

  @Test
  void aTransformerIsKnownByItsName() throws Exception {
    AdaptationPlan plan = named("PrimusM");

    assertThat(plan.keys().positions()).contains("eva.pos_embed");
    assertThat(plan.architecture().architecture())
        .isEqualTo(new PrimusArchitecture(PrimusSize.M, List.of(160, 160, 160)));
    assertThat(plan.architecture().toJson().get("arch_class_name").asText()).isEqualTo("PrimusM");
  }

  @Test
  void aNetworkThatIsNotKnownIsReadButItsTopologyRefusedByName() throws Exception {
    AdaptationPlan plan = named("SwinUNETR");

    assertThatThrownBy(() -> plan.architecture().architecture())
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "the checkpoint is of the network 'SwinUNETR', which isn't known here; known are"
                + " ResEncL, ResidualEncoderUNet, PlainConvUNet and PrimusS, PrimusB, PrimusM and"
                + " PrimusL.");
  }

  private static AdaptationPlan named(String network) throws Exception {
    ObjectNode json = (ObjectNode) MAPPER.readTree(RELEASED);
    ((ObjectNode) json.get("architecture_plans")).put("arch_class_name", network);
    json.put("key_to_lpe", "eva.pos_embed");
    return read(json.toString());
  }

  @Test
  void anArgumentThatChangesTheNetworkIsRefusedByName() {
    ObjectNode json = ArchitecturePlan.of(SMALL).toJson();
    ObjectNode arguments = (ObjectNode) json.get("arch_kwargs");
    arguments.put("squeeze_excitation", false);
    assertThat(ArchitecturePlan.read(new JsonFields("a.pth", json), PATCH).architecture())
        .isEqualTo(SMALL);

    arguments.put("squeeze_excitation", true);

    assertThatThrownBy(() -> ArchitecturePlan.read(new JsonFields("a.pth", json), PATCH))
        .hasMessage(
            "a.pth.arch_kwargs: key 'squeeze_excitation' must be absent, as a ResidualEncoderUNet"
                + " with it isn't known, but is true.");
  }

  @Test
  void aPlanThatLacksSomethingIsRefusedByKey() {
    assertThatThrownBy(() -> AdaptationPlan.of("a.pth", Map.of("key_to_stem", "stem")))
        .hasMessage("a.pth: key 'architecture_plans' must be an object, but is missing.");
    Map<String, Object> odd = new HashMap<>();
    odd.put("architecture_plans", new Object());
    assertThatThrownBy(() -> AdaptationPlan.of("a.pth", odd)).isInstanceOf(BadInputException.class);
  }

  private static AdaptationPlan read(String json) throws Exception {
    return AdaptationPlan.read(new JsonFields("plan", MAPPER.readTree(json)));
  }
}
