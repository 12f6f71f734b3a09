package org.voxelbench.harness.nnunet;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.format.StrictYaml;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.safetensors.Safetensors;
import org.voxelbench.harness.run.RunSettings;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.network.NetworkPart;
import org.voxelbench.training.protocol.FixedPlan;

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
        StrictYaml.read(
            folder.resolve(RunSettings.NAME) + ", fixedPlan", plan.toString(), FixedPlan.class),
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

  /**
   * The patch that it was trained on, {@code [D, H, W]}: what went through the network, or was cut
   * for the task, or the plan's.
   */
  List<Integer> patch() {
    for (String key : List.of("/method/task/input", "/method/task/patch")) {
      List<Integer> patch = new ArrayList<>();
      settings.at(key).forEach(size -> patch.add(size.asInt()));
      if (patch.size() == 3) {
        return patch;
      }
    }
    return plan.patchSize();
  }

  private Network layout() {
    return Network.of(plan.architecture(), 1, 1, false);
  }

  /** Channels of the images that it read. */
  int inputChannels() {
    NdArray kernel = weights.get(layout().inputKernel());
    if (kernel == null) {
      throw none(folder, "its weights are not those of its plan's network");
    }
    return kernel.shape()[1];
  }

  /** The weights of the network alone. */
  Map<String, NdArray> network() {
    Network layout = layout();
    Map<String, NdArray> network = new LinkedHashMap<>(weights);
    network.keySet().removeIf(name -> layout.part(name) == NetworkPart.OTHER);
    return network;
  }

  /** The weights of the task alone, which no fine-tuning takes. */
  List<String> taskWeights() {
    Network layout = layout();
    return weights.keySet().stream()
        .filter(name -> layout.part(name) == NetworkPart.OTHER)
        .toList();
  }
}
