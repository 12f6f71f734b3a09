package org.voxelbench.harness.nnunet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.base.format.JsonFile;
import org.voxelbench.datasets.raw.DatasetJson;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.safetensors.Safetensors;
import org.voxelbench.harness.cli.Console;
import org.voxelbench.harness.predict.RandomRun;
import org.voxelbench.harness.predict.TrainedInference;
import org.voxelbench.training.network.WeightNames;
import org.voxelbench.weights.pytorch.PytorchWriter;

/** Models of nnU-Net that can't be represented are refused before anything is written. */
class ModelImportTest {

  private static final String KERNEL = "encoder.stem.convs.0.conv.weight";

  @TempDir private Path folder;
  private Path model;

  @BeforeEach
  void export() {
    Path run =
        RandomRun.on(folder.resolve("Lesions"))
            .in(folder.resolve("run"), 1, new TrainedInference(0.5, true, List.of(0)));
    model = folder.resolve("model");
    assertThat(Console.run("export-nnunet", run, "--out", model).exitCode()).isZero();
  }

  private Console imported(Object... options) {
    return Console.run(
        Stream.concat(
                Stream.of("import", "nnunet-model", model, "--out", folder.resolve("out")),
                Stream.of(options))
            .toArray());
  }

  private void refused(Console answer, String... named) {
    assertThat(answer.exitCode()).as(answer.text()).isEqualTo(2);
    assertThat(answer.text()).contains(named);
    assertThat(answer.err().lines()).hasSize(1);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  private static Arguments plan(String named, Consumer<ObjectNode> change) {
    return Arguments.of(named, change);
  }

  private static ObjectNode configuration(ObjectNode plans) {
    return (ObjectNode) plans.at("/configurations/3d_fullres");
  }

  private static ObjectNode arguments(ObjectNode plans) {
    return (ObjectNode) plans.at("/configurations/3d_fullres/architecture/arch_kwargs");
  }

  static Stream<Arguments> plans() {
    return Stream.of(
        plan(
            "ResidualEncoderUNet",
            plans ->
                ((ObjectNode) configuration(plans).get("architecture"))
                    .put("network_class_name", "a.b.SwinUNETR")),
        plan("'squeeze_excitation'", plans -> arguments(plans).put("squeeze_excitation", true)),
        plan("'dropout_op'", plans -> arguments(plans).put("dropout_op", "torch.nn.Dropout3d")),
        plan(
            "'eps' must be 1e-5",
            plans -> ((ObjectNode) arguments(plans).get("norm_op_kwargs")).put("eps", 1e-3)),
        plan("'n_stages'", plans -> arguments(plans).put("n_stages", 3)),
        plan(
            "2000000000 blocks",
            plans -> arguments(plans).putArray("n_blocks_per_stage").add(1_999_999_998).add(1)),
        plan(
            "2^31",
            plans ->
                arguments(plans)
                    .putArray("features_per_stage")
                    .add(2_000_000_000)
                    .add(2_000_000_000)),
        plan("'MyNormalization'", plans -> schemes(plans, "MyNormalization")),
        plan("CTNormalization needs", plans -> schemes(plans, "CTNormalization")),
        plan(
            "normalises 2 channels", plans -> schemes(plans, "NoNormalization", "NoNormalization")),
        plan("'label_manager'", plans -> plans.put("label_manager", "MyManager")),
        plan("'image_reader_writer'", plans -> plans.put("image_reader_writer", "Tiff3DIO")),
        plan("'preprocessor_name'", plans -> configuration(plans).put("preprocessor_name", "Mine")),
        plan("a cascade", plans -> configuration(plans).put("previous_stage", "3d_lowres")),
        plan(
            "'3d_fullres'",
            plans ->
                plans
                    .putObject("configurations")
                    .putObject("3d_lowres")
                    .put("inherits_from", "3d_lowres")),
        plan("'inherits_from'", plans -> configuration(plans).put("inherits_from", "3d_fullres")));
  }

  @Test
  void aModelOfTurnedImagesKeepsItsReader() {
    Path file = model.resolve("plans.json");
    String reader = "SimpleITKIOWithReorient";
    JsonFile.write(file, ((ObjectNode) JsonFile.read(file)).put("image_reader_writer", reader));
    Console answer = imported();
    assertThat(answer.exitCode()).as(answer.text()).isZero();
    DatasetJson dataset = DatasetJson.read(folder.resolve("out/fold_0/dataset.json"));
    assertThat(dataset.reader().turns()).isTrue();
    assertThat(dataset.readerName()).isEqualTo(reader);
  }

  private static void schemes(ObjectNode plans, String... names) {
    var schemes = configuration(plans).putArray("normalization_schemes");
    var masks = configuration(plans).putArray("use_mask_for_norm");
    for (String name : names) {
      schemes.add(name);
      masks.add(false);
    }
    plans.putObject("foreground_intensity_properties_per_channel");
  }

  @ParameterizedTest
  @MethodSource("plans")
  void aPlanThatCannotBeRepresentedIsRefusedByWhatIsNotKnown(
      String named, Consumer<ObjectNode> change) {
    ObjectNode plans = (ObjectNode) JsonFile.read(model.resolve("plans.json"));
    change.accept(plans);
    JsonFile.write(model.resolve("plans.json"), plans);

    refused(imported(), named, "plans.json");
  }

  /** Writes the checkpoint anew after a change of its weights and of what stands beside them. */
  private void checkpoint(
      Consumer<Map<String, Object>> content, Consumer<Map<String, NdArray>> weights) {
    Map<String, NdArray> changed =
        new LinkedHashMap<>(Safetensors.read(folder.resolve("run/weights.safetensors")).tensors());
    weights.accept(changed);
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("network_weights", WeightNames.spread(changed));
    whole.put("trainer_name", "nnUNetTrainer");
    whole.put("init_args", Map.of("configuration", "3d_fullres"));
    whole.put("inference_allowed_mirroring_axes", List.of(0));
    content.accept(whole);
    PytorchWriter.write(model.resolve("fold_0/checkpoint_final.pth"), whole);
  }

  private static <T> Consumer<T> nothing() {
    return unchanged -> {};
  }

  @Test
  void weightsThatAreNotThePlansAreRefusedByName() {
    checkpoint(nothing(), weights -> weights.remove(KERNEL));
    refused(imported(), "it lacks the weight '" + KERNEL + "'", "checkpoint_final.pth");
    checkpoint(nothing(), weights -> weights.put(KERNEL, NdArray.zeros(4, 2, 3, 3, 3)));
    refused(imported(), KERNEL, "[4, 2, 3, 3, 3]", "[4, 1, 3, 3, 3]");
    checkpoint(nothing(), weights -> weights.put("extra.weight", NdArray.zeros(1)));
    refused(imported(), "it also holds extra.weight");
    checkpoint(nothing(), weights -> weights.get(KERNEL).floats()[5] = Float.NaN);
    refused(imported(), KERNEL, "not finite");
    checkpoint(whole -> whole.put("network_weights", Map.of()), nothing());
    refused(imported(), "no tensors under 'network_weights'");
  }

  @Test
  void aTrainerThatIsNotKnownIsTakenOnlyIfItIsTrusted() {
    checkpoint(whole -> whole.put("trainer_name", "nnUNetTrainerBN"), nothing());
    refused(imported(), "'nnUNetTrainerBN'", "--trust-trainer nnUNetTrainerBN");

    assertThat(imported("--trust-trainer", "nnUNetTrainerBN").exitCode()).isZero();
  }

  @Test
  void whatACheckpointSaysBesideItsWeightsIsChecked() {
    checkpoint(whole -> whole.put("inference_allowed_mirroring_axes", List.of(0, 3)), nothing());
    refused(imported(), "inference_allowed_mirroring_axes", "0, 1 and 2");
    checkpoint(whole -> whole.remove("init_args"), nothing());
    refused(imported(), "'init_args'");
    checkpoint(whole -> whole.put("trainer_name", 3), nothing());
    refused(imported(), "'trainer_name'");
    checkpoint(whole -> whole.put("init_args", Map.of("configuration", "2d")), nothing());
    refused(imported(), "'2d'", "plans.json");
  }

  @Test
  void withoutMirroringItIsPredictedWithout() {
    checkpoint(whole -> whole.put("inference_allowed_mirroring_axes", null), nothing());
    assertThat(imported().exitCode()).isZero();

    assertThat(
            JsonFile.read(folder.resolve("out/fold_0/inference.json")).get("mirroring").asBoolean())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nnUNetTrainer",
        "nnUNetTrainer_100epochs",
        "nnUNetTrainerDA5ord0",
        "nnUNetTrainer_onlyMirror01_1500ep",
        "nnUNetTrainerNoDeepSupervision"
      })
  void trainersOfThePlansNetworkAreKnown(String trainer) {
    assertThat(KnownTrainers.contains(trainer)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nnUNetTrainerBN", "nnUNet_Primus_M_Trainer", "nnUNetTrainerUMambaBot"})
  void thoseOfOtherNetworksAreNot(String trainer) {
    assertThat(KnownTrainers.contains(trainer)).isFalse();
  }

  @Test
  void onlyFoldsAndFilesOfTheModelAreTaken() throws IOException {
    refused(imported("--folds", "../run"), "'../run'", "'all'");
    refused(imported("--checkpoint", "../x.pth"), "'../x.pth'");
    refused(imported("--checkpoint", "checkpoint_best.pth"), "no fold_X/checkpoint_best.pth");
    refused(imported("--folds", "7"), "fold_7");
    Files.writeString(model.resolve("fold_0/checkpoint_final.pth"), "no archive");
    refused(imported(), "checkpoint_final.pth");
  }
}
