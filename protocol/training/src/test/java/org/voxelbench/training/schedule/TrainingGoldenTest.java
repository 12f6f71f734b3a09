package org.voxelbench.training.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.voxelbench.datasets.Labels;
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Optimizer;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.StepResult;
import org.voxelbench.engine.Training;
import org.voxelbench.engine.Weights;
import org.voxelbench.training.loss.SegmentationObjective;
import org.voxelbench.training.loss.SegmentationTask;
import org.voxelbench.training.network.Closeness;
import org.voxelbench.training.network.GoldenArchitecture;
import org.voxelbench.training.network.GoldenCase;
import org.voxelbench.training.network.GoldenFiles;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.network.TestEngines;

/** A whole short training of nnU-Net in 32 bits, against the same in 64 bits. */
class TrainingGoldenTest {

  private static final int EARLY = 10;

  @TestFactory
  List<DynamicTest> trainingCases() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : GoldenFiles.cases("training")) {
      GoldenCase golden = GoldenCase.read(file);
      tests.add(DynamicTest.dynamicTest(golden.name(), () -> check(golden)));
    }
    return tests;
  }

  private static void check(GoldenCase golden) throws IOException {
    JsonNode json = golden.json();
    Network network = GoldenArchitecture.network(json.get("architecture"));
    JsonNode update = json.get("optimizer");
    Optimizer optimizer =
        new Optimizer.Sgd(
            update.get("momentum").asDouble(),
            update.get("nesterov").asBoolean(),
            update.get("weight_decay").asDouble(),
            update.get("clip_grad_norm").asDouble());
    boolean batchDice = json.get("loss").asText().contains("batch_dice true");
    int steps = json.get("steps").asInt();
    LearningRateSchedule schedule = PhasedSchedule.poly(update.get("lr").asDouble(), steps);
    SegmentationObjective objective =
        new SegmentationObjective(network, task(network.outputChannels()), batchDice, false);
    try (Engine engine = TestEngines.open(Precision.FP32);
        Weights weights = engine.weights(initial(golden, network));
        Training training =
            engine.training(objective, weights, Trainable.ALL.names(network, false), optimizer)) {
      for (int step = 0; step < steps; step++) {
        try (Batch batch = engine.stage(batch(golden, step))) {
          double rate = schedule.at(step).learningRate();
          assertThat(rate).isCloseTo(json.get("lr").get(step).asDouble(), within(1e-14));
          StepResult result = training.step(batch, rate);
          assertThat(result.loss())
              .as("loss of step %d", step)
              .isCloseTo(
                  json.get("loss_per_step_fp64").get(step).asDouble(),
                  within(step < EARLY ? 1e-5 : 1e-4));
          double norm = json.get("grad_norm_before_clip_fp64").get(step).asDouble();
          assertThat(result.gradientNorm())
              .as("gradient norm of step %d", step)
              .isCloseTo(norm, within(1e-3 * norm));
        }
      }
      Map<String, NdArray> expected = golden.under("final/");
      assertThat(weights.names()).containsAll(expected.keySet());
      assertThat(Closeness.relative(weights.snapshot(), expected)).isLessThanOrEqualTo(1e-3);
    }
  }

  private static SegmentationTask task(int classes) {
    Map<String, List<Integer>> labels = new LinkedHashMap<>();
    labels.put("background", List.of(0));
    for (int label = 1; label < classes; label++) {
      labels.put("label " + label, List.of(label));
    }
    return new SegmentationTask(new Labels(labels, List.of()));
  }

  /** The parameters that a case names as {@code "topic/file.safetensors param/*"}. */
  private static Map<String, NdArray> initial(GoldenCase golden, Network network)
      throws IOException {
    String[] named = golden.json().get("initial_parameters").asText().split("[/ ]");
    Path json = GoldenFiles.topic(named[0]).resolve(named[1].replace(".safetensors", ".json"));
    assumeTrue(Files.exists(json), "no golden data: " + json + " does not exist");
    return GoldenCase.read(json).parameters(network);
  }

  private static Map<String, NdArray> batch(GoldenCase golden, int step) {
    long batches =
        golden.tensors().keySet().stream().filter(name -> name.endsWith("/input")).count();
    String prefix = "batch" + step % batches;
    return Map.of(
        SegmentationObjective.IMAGE, golden.tensors().get(prefix + "/input"),
        SegmentationObjective.TARGET, golden.tensors().get(prefix + "/target"));
  }
}
