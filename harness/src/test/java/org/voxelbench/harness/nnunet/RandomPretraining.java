package org.voxelbench.harness.nnunet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voxelbench.base.format.FileSchema;
import org.voxelbench.base.format.StampedJson;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.engine.NdArray;
import org.voxelbench.training.network.Initialization;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.network.WeightFiles;
import org.voxelbench.training.protocol.FixedPlan;

/**
 * A finished pre-training of random weights, with one of its task.
 *
 * @param folder where it lies
 * @param weights all its weights
 */
public record RandomPretraining(Path folder, Map<String, NdArray> weights) {

  static final String OF_THE_TASK = "projector.layer1.0.weight";

  /** Leaves it in a folder. */
  public static RandomPretraining in(Path folder, FixedPlan plan) throws IOException {
    Files.createDirectories(folder);
    Network network = Network.of(plan.architecture(), 1, 1, false);
    // Not He's, by which residual branches begin as 0.
    Map<String, NdArray> weights =
        new LinkedHashMap<>(Initialization.PYTORCH.draw(network.weights(), new RandomStreams(1)));
    weights.put(OF_THE_TASK, NdArray.zeros(3, 2));
    WeightFiles.write(folder.resolve("weights.safetensors"), weights, Map.of());
    RandomPretraining made = new RandomPretraining(folder, weights);
    made.settings("pre-training", plan);
    return made;
  }

  void settings(String kind, FixedPlan plan) {
    new StampedJson(new FileSchema(1, 2))
        .write(
            folder.resolve("settings.json"),
            Map.of(
                "kind",
                kind,
                "seed",
                1,
                "method",
                Map.of("id", "simclr", "task", Map.of("patch", List.of(8, 8, 8))),
                "corpus",
                Map.of("PhantomCorpus", "00ff"),
                "protocol",
                Map.of("fixedPlan", plan)));
  }
}
