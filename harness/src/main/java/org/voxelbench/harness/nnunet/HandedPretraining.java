package org.voxelbench.harness.nnunet;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.format.StrictJson;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.safetensors.Safetensors;
import org.voxelbench.harness.run.RunSettings;
import org.voxelbench.preparation.plan.NetworkKind;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.protocol.FixedPlan;
import org.voxelbench.training.protocol.PlanSwitch;

/**
 * A finished pre-training as it lies on disk.
 *
 * @param folder its folder
 * @param plan what it was trained under
 * @param settings all that made it what it is
 * @param weights all its weights by name, those of the task included
 */
record HandedPretraining(
    Path folder, FixedPlan plan, JsonNode settings, Map<String, NdArray> weights) {

  private static final String WEIGHTS = "weights.safetensors";

  /**
   * Reads a folder.
   *
   * @throws BadInputException if it is no finished pre-training
   */
  static HandedPretraining read(Path folder) {
    for (String file : List.of(RunSettings.NAME, WEIGHTS)) {
      if (!Files.isRegularFile(folder.resolve(file))) {
        throw none(folder, "it holds no '" + file + "'");
      }
    }
    JsonNode settings = RunSettings.read(folder);
    JsonNode plan = settings.at("/protocol/fixedPlan");
    if (!settings.path("kind").asText().endsWith("pre-training") || !plan.isObject()) {
      throw none(folder, "its settings are of a " + settings.path("kind").asText("run"));
    }
    return new HandedPretraining(
        folder,
        StrictJson.parse(
            folder.resolve(RunSettings.NAME) + ", fixedPlan",
            plan.toString(),
            FixedPlan.class,
            Map.of(
                "/network", NetworkKind.RESIDUAL_ENCODER,
                "/maskNormalization", PlanSwitch.NEVER,
                "/batchDice", PlanSwitch.NEVER)),
        settings,
        Safetensors.read(folder.resolve(WEIGHTS)).tensors());
  }

  private static BadInputException none(Path folder, String why) {
    return new BadInputException(
        "'"
            + folder
            + "' is no finished pre-training: "
            + why
            + "; name a folder of results/.../pretraining/.");
  }

  /** The id of its method. */
  String method() {
    return settings.at("/method/id").asText();
  }

  /** The data sets that it saw. */
  List<String> corpus() {
    List<String> names = new ArrayList<>();
    settings.path("corpus").fieldNames().forEachRemaining(names::add);
    if (names.isEmpty() && settings.at("/data/name").isTextual()) {
      names.add(settings.at("/data/name").asText());
    }
    return names;
  }

  /** The patch that it was trained on, {@code [D, H, W]}: the task's, or the plan's. */
  List<Integer> patch() {
    List<Integer> patch = new ArrayList<>();
    settings.at("/method/task/patch").forEach(size -> patch.add(size.asInt()));
    return patch.size() == 3 ? patch : plan.patchSize();
  }

  /** Channels of the images that it read. */
  int inputChannels() {
    NdArray kernel = weights.get(Network.of(plan.architecture(), 1, 1, false).inputKernel());
    if (kernel == null) {
      throw none(folder, "its weights are not those of its plan's network");
    }
    return kernel.shape()[1];
  }

  /** The weights of the U-Net alone. */
  Map<String, NdArray> network() {
    Map<String, NdArray> network = new LinkedHashMap<>(weights);
    network.keySet().removeIf(name -> !isOfNetwork(name));
    return network;
  }

  /** The weights of the task alone, which no fine-tuning takes. */
  List<String> taskWeights() {
    return weights.keySet().stream().filter(name -> !isOfNetwork(name)).toList();
  }

  private static boolean isOfNetwork(String weight) {
    return weight.startsWith("encoder.") || weight.startsWith("decoder.");
  }
}
