package org.voxelbench.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.store.PreTrainingKey;
import org.voxelbench.store.RunStore;
import org.voxelbench.training.network.TestEngines;
import org.voxelbench.training.network.WeightShapes;
import org.voxelbench.training.patch.MemoryCase;
import org.voxelbench.training.pretext.Backbone;
import org.voxelbench.training.pretext.PretextBatch;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.protocol.Length;
import org.voxelbench.training.protocol.PretrainingSettings;
import org.voxelbench.training.protocol.Protocol;
import org.voxelbench.training.protocol.Protocols;
import org.voxelbench.training.transfer.TransferScope;

class AdamWTrainingTest {

  private static final int EPOCHS = 2;
  private static final int STEPS = 3;
  private static final double RATE = 0.1;
  private static final double BETA1 = 0.8;
  private static final double BETA2 = 0.95;
  private static final double EPSILON = 1e-3;
  private static final double WEIGHT_DECAY = 0.2;
  private static final double CLIP_NORM = 1.5;
  private static final double GOAL = 2;
  private static final String SETTINGS =
      "{name: adamw, betas: [0.8, 0.95], epsilon: 1.0e-3, weightDecay: 0.2, clipNorm: 1.5}";

  @TempDir Path folder;

  /** Draws one weight of its own to a goal; the backbone has no part in it. */
  private record ToGoal() implements PretextTask {

    @Override
    public WeightShapes weights(Architecture backbone) {
      return WeightShapes.builder().token("own", 1).build();
    }

    @Override
    public Map<String, NdArray> prepare(PretextBatch batch) {
      return Map.of("goal", NdArray.of(new int[] {1}, (float) GOAL));
    }

    @Override
    public Tensor objective(Graph graph, Backbone backbone) {
      Tensor distance = graph.sub(graph.weight("own"), graph.input("goal"));
      return graph.sum(graph.square(distance), false);
    }

    @Override
    public TransferScope transfer() {
      return TransferScope.ENCODER;
    }
  }

  @Test
  void aProtocolThatNamesAdamWTrainsByItsFormula() {
    Protocol protocol =
        Protocols.parse(
            "adamw.yaml",
            Protocols.shippedText("quick")
                .replaceAll("optimizer: \\{[^}]*}", "optimizer: " + SETTINGS));
    PretrainingSettings shipped = protocol.pretraining();
    PretrainingSettings settings =
        new PretrainingSettings(
            shipped.datasets(),
            1,
            new Length(EPOCHS, STEPS, 0),
            RATE,
            shipped.optimizer(),
            shipped.initialization());
    Pretraining training =
        new Pretraining(
            settings,
            Pretraining.network(protocol.plans().fixed(), new ToGoal()),
            new int[] {8, 8, 8},
            1,
            1);
    List<MemoryCase> images = List.of(MemoryCase.of(new int[] {8, 8, 8}, (c, d, h, w) -> d - h));
    Map<String, NdArray> trained;
    try (Engine engine = TestEngines.openExact(Precision.FP32)) {
      trained =
          training
              .run(
                  "to the goal",
                  new ToGoal(),
                  images,
                  List.of(),
                  engine,
                  new RunStore(folder)
                      .preTraining(
                          new PreTrainingKey("0".repeat(64), "goal", "0".repeat(64), 1, "torch")),
                  Limits.none(),
                  Progress.SILENT)
              .weights();
    }

    WeightShapes own = new ToGoal().weights(protocol.plans().fixed().architecture());
    double start = settings.initialization().draw(own, new RandomStreams(1)).get("own").at(0);
    assertThat(trained.get("own").at(0)).isCloseTo(expected(start), within(1e-6));
  }

  /** PyTorch's {@code AdamW} with {@code clip_grad_norm_}, for one weight and this schedule. */
  private static double expected(double start) {
    double weight = start;
    double mean = 0;
    double square = 0;
    for (int step = 1; step <= EPOCHS * STEPS; step++) {
      double rate = RATE * Math.pow(1 - (double) ((step - 1) / STEPS) / EPOCHS, 0.9);
      double gradient = 2 * (weight - GOAL);
      gradient *= Math.min(1, CLIP_NORM / (Math.abs(gradient) + 1e-6));
      mean = BETA1 * mean + (1 - BETA1) * gradient;
      square = BETA2 * square + (1 - BETA2) * gradient * gradient;
      double denominator = Math.sqrt(square / (1 - Math.pow(BETA2, step))) + EPSILON;
      weight -= rate * WEIGHT_DECAY * weight;
      weight -= rate * (mean / (1 - Math.pow(BETA1, step))) / denominator;
    }
    return weight;
  }
}
