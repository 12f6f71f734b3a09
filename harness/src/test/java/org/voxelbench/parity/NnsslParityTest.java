package org.voxelbench.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.format.JsonFields;
import org.voxelbench.base.format.JsonFile;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.Tensor;
import org.voxelbench.engine.safetensors.Safetensors;
import org.voxelbench.harness.cli.Console;
import org.voxelbench.harness.nnunet.RandomPretraining;
import org.voxelbench.training.network.Closeness;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.network.TestEngines;
import org.voxelbench.training.network.WeightNames;
import org.voxelbench.training.protocol.FixedPlan;
import org.voxelbench.weights.WeightsArchive;
import org.voxelbench.weights.nnssl.AdaptationPlan;
import org.voxelbench.weights.tensor.StoredTensor;

/** A checkpoint by nnssl's published layout, made by PyTorch: its encoder does the same here. */
@Tag("peer")
class NnsslParityTest {

  private static final double CLOSE = 1e-5;
  private static final int PATCH = 32;
  private static final String WEIGHTS = "network_weights/";

  private static final FixedPlan PLAN =
      new FixedPlan(
          List.of(1.0, 1.0, 1.0),
          List.of(PATCH, PATCH, PATCH),
          2,
          List.of(8, 16, 32),
          List.of(1, 2, 2));

  @TempDir private Path folder;

  @AfterAll
  static void print() {
    ParityTable.print();
  }

  @Test
  void theEncoderOfACheckpointFromPythonDoesTheSame() throws IOException {
    Path checkpoint = folder.resolve("checkpoint_final.pth");
    Path arrays = folder.resolve("features.safetensors");
    try (Peer peer = Peer.open(folder)) {
      peer.ask(
          "make_nnssl",
          Map.of("checkpoint", checkpoint.toString(), "out", arrays.toString(), "size", PATCH));
    }
    try (WeightsArchive archive = WeightsArchive.open(checkpoint)) {
      @SuppressWarnings("unchecked")
      Map<String, Object> stated = (Map<String, Object>) archive.content().get(AdaptationPlan.KEY);
      AdaptationPlan plan = AdaptationPlan.of(checkpoint.toString(), stated);
      Map<String, NdArray> weights = new LinkedHashMap<>();
      for (StoredTensor tensor : archive.tensors()) {
        if (tensor.path().startsWith(WEIGHTS)) {
          weights.put(tensor.path().substring(WEIGHTS.length()), archive.read(tensor.path()));
        }
      }
      double distance = distance(plan, WeightNames.unify(weights), arrays);
      ParityTable.distance("encoder of a checkpoint from Python", "nnssl's layout", distance);
      assertThat(distance).isLessThanOrEqualTo(CLOSE);
    }
  }

  /** nnU-Net's fine-tuning takes stem and encoder, by the keys that the file itself names. */
  @Test
  void theEncoderOfAnExportDoesTheSameInPython() throws IOException {
    RandomPretraining made = RandomPretraining.in(folder.resolve("pretraining"), PLAN);
    Path out = folder.resolve("exported");
    Console exported = Console.run("export-nnssl", made.folder(), "--out", out);
    assertThat(exported.exitCode()).as(exported.text()).isZero();
    Path arrays = folder.resolve("features.safetensors");
    try (Peer peer = Peer.open(folder)) {
      String checkpoint = out.resolve("checkpoint_final.pth").toString();
      peer.ask(
          "load_nnssl", Map.of("checkpoint", checkpoint, "out", arrays.toString(), "size", PATCH));
    }
    Path stated = out.resolve("adaptation_plan.json");
    AdaptationPlan plan =
        AdaptationPlan.read(new JsonFields(stated.toString(), JsonFile.read(stated)));
    double distance = distance(plan, made.weights(), arrays);
    ParityTable.distance("encoder of an export in Python", "nnssl's layout", distance);
    assertThat(distance).isLessThanOrEqualTo(CLOSE);
  }

  /** The largest distance of any stage's output, both computed in 64 bits. */
  private static double distance(AdaptationPlan plan, Map<String, NdArray> weights, Path arrays) {
    Map<String, NdArray> theirs = Safetensors.read(arrays).tensors();
    Network network =
        Network.of(plan.architecture().architecture(), plan.inputChannels(), 1, false);
    Program encoder =
        graph -> {
          List<Tensor> stages = network.encode(graph, graph.input("image"));
          Map<String, Tensor> outputs = new LinkedHashMap<>();
          for (int stage = 0; stage < stages.size(); stage++) {
            outputs.put("stage/" + stage, stages.get(stage));
          }
          return outputs;
        };
    Map<String, NdArray> own = new LinkedHashMap<>();
    network.weights().names().forEach(name -> own.put(name, weights.get(name)));
    try (Engine engine = TestEngines.open(Precision.FP64)) {
      Map<String, NdArray> ours =
          TestEngines.run(engine, encoder, own, Map.of("image", theirs.get("image")));
      return ours.keySet().stream()
          .mapToDouble(stage -> Closeness.largest(ours.get(stage), theirs.get(stage)))
          .max()
          .orElseThrow();
    }
  }
}
