package org.voxelbench.harness.nnunet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.Listing;
import org.voxelbench.base.ProgramVersion;
import org.voxelbench.base.file.AtomicFolder;
import org.voxelbench.base.format.JsonFile;
import org.voxelbench.preparation.plan.Normalization;
import org.voxelbench.preparation.plan.PrimusArchitecture;
import org.voxelbench.store.TrainingLog;
import org.voxelbench.training.pretext.MethodInfo;
import org.voxelbench.weights.nnssl.AdaptationPlan;
import org.voxelbench.weights.nnssl.ArchitecturePlan;
import org.voxelbench.weights.nnssl.Citation;
import org.voxelbench.weights.nnssl.PretrainingPlan;
import org.voxelbench.weights.nnssl.WeightKeys;
import org.voxelbench.weights.pytorch.PytorchWriter;

/**
 * Writes a pre-training as nnssl's checkpoint with its adaptation plan, for nnU-Net's {@code
 * nnUNetv2_preprocess_like_nnssl} and {@code nnUNetv2_train_pretrained}.
 *
 * @param pretraining what is handed on
 * @param method what is known of its method
 */
record PretrainingExport(HandedPretraining pretraining, Optional<MethodInfo> method) {

  private static final String CONFIGURATION = "onemmiso";
  private static final String OTHER_CONFIGURATION = "fixed";
  private static final List<Double> ONE_MM = List.of(1.0, 1.0, 1.0);

  /**
   * Writes a folder with the checkpoint, its adaptation plan as JSON and a card, whole or not at
   * all.
   *
   * @throws BadInputException if something lies there already
   */
  void write(Path out) {
    ObjectNode plan = adaptationPlan().toJson();
    Map<String, Object> content =
        CheckpointContent.state(
            pretraining.network(),
            TrainingLog.read(pretraining.folder().resolve(TrainingLog.NAME)));
    content.put(CheckpointContent.ARGUMENTS, Map.of("configuration_name", configuration()));
    content.put(CheckpointContent.TRAINER, "VoxelBench_" + pretraining.method());
    content.put(AdaptationPlan.KEY, CheckpointContent.plain(plan));
    // nnU-Net looks for them here.
    content.put("citations", CheckpointContent.plain(plan.get("citations")));
    String card = card();
    AtomicFolder.make(
        out,
        inside -> {
          PytorchWriter.write(inside.resolve(ModelFolder.FINAL), content);
          JsonFile.write(inside.resolve("adaptation_plan.json"), plan);
          Files.writeString(new ModelFolder(inside).card(), card, StandardCharsets.UTF_8);
        });
  }

  private AdaptationPlan adaptationPlan() {
    int channels = pretraining.inputChannels();
    return new AdaptationPlan(
        ArchitecturePlan.of(pretraining.plan().architecture()),
        new PretrainingPlan(
            String.join("+", pretraining.corpus()),
            "voxelbenchPlans",
            configuration(),
            Optional.of(pretraining.plan().spacing()),
            Optional.of(pretraining.patch()),
            Collections.nCopies(channels, Normalization.Z_SCORE.className())),
        channels,
        pretraining.plan().patchSize(),
        WeightKeys.of(pretraining.plan().architecture()),
        citations());
  }

  private String configuration() {
    return pretraining.plan().spacing().equals(ONE_MM) ? CONFIGURATION : OTHER_CONFIGURATION;
  }

  /**
   * The trainer of nnU-Net that fine-tunes it (documentation/finetuning_from_nnssl_checkpoints.md).
   */
  private String trainer() {
    return pretraining.plan().architecture() instanceof PrimusArchitecture
        ? "PretrainedTrainer_Primusx"
        : "PretrainedTrainer";
  }

  private List<Citation> citations() {
    List<Citation> citations = new ArrayList<>();
    method.ifPresent(
        info ->
            citations.add(
                new Citation("Pre-training method", info.name(), List.of(info.citation()))));
    pretraining.corpus().forEach(name -> citations.add(new Citation("Data", name, List.of())));
    return citations;
  }

  private String card() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Method", pretraining.method());
    method.ifPresent(info -> facts.put("Cite", info.citation()));
    method.ifPresent(info -> facts.put("Method's licence", info.licence()));
    facts.put("Trained on", String.join(", ", pretraining.corpus()));
    facts.put("Spacing, mm", pretraining.plan().spacing().toString());
    facts.put("Patch, voxels", pretraining.patch().toString());
    facts.put("Seed", pretraining.settings().path("seed").asText());
    facts.put("Pre-training", pretraining.folder().toAbsolutePath().getFileName().toString());
    List<String> left = pretraining.taskWeights();
    return """
        # %s: a pre-training as nnssl writes it

        Written by VoxelBench %s. `checkpoint_final.pth` holds the network's weights and the plan to fine-tune them by, which also lies in\
         `adaptation_plan.json`.

        ## Use

        ```
        nnUNetv2_extract_fingerprint -d ID
        nnUNetv2_plan_experiment -d ID
        nnUNetv2_preprocess_like_nnssl -d ID -n NAME -pc THIS_FOLDER/checkpoint_final.pth -am like_pretrained
        nnUNetv2_train_pretrained ID 3d_fullres FOLD -p ptPlans__NAME... -tr %s
        ```

        The last two are commands of nnU-Net's repository (`documentation/finetuning_from_nnssl_checkpoints.md`); nnunetv2 2.8.1 on PyPI lacks them.

        ## Training

        %s

        ## Terms

        Weights are bound by the terms of the images that they were trained on. %s
        """
        .formatted(
            pretraining.method(),
            ProgramVersion.current(),
            trainer(),
            MarkdownTable.of(
                List.of("", ""),
                facts.entrySet().stream()
                    .map(fact -> List.of(fact.getKey(), fact.getValue()))
                    .toList()),
            left.isEmpty()
                ? "Nothing was left out."
                : "Left out are the weights of the task: " + Listing.of(left) + ".");
  }
}
