package org.voxelbench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One network gives the same in every precision, to what the precision can hold. */
public interface PrecisionContract {

  /** Opens the engine on the CPU. */
  Engine open(Precision precision);

  /** What one precision computes: outputs, gradients and the losses of a short training. */
  record Run(NdArray logits, Gradients gradients, List<Double> losses) {

    static Run of(Engine engine) {
      try (Weights weights = engine.weights(TinyNetwork.weights());
          Batch batch = engine.stage(TinyNetwork.batch(1));
          Inference inference = engine.inference(TinyNetwork::objective, weights);
          Training training =
              engine.training(
                  TinyNetwork::objective,
                  weights,
                  TinyNetwork.trainable(),
                  Optimizer.Sgd.nnUNet())) {
        NdArray logits = inference.run(batch).get("logits");
        Gradients gradients = engine.gradients(TinyNetwork::objective, weights, batch);
        List<Double> losses = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
          losses.add(training.step(batch, 0.02).loss());
        }
        return new Run(logits, gradients, losses);
      }
    }
  }

  @Test
  default void singleAgreesWithDouble() {
    try (Engine single = open(Precision.FP32);
        Engine twice = open(Precision.FP64)) {
      Run run = Run.of(single);
      Run exact = Run.of(twice);
      assertThat(single.info().precision()).isEqualTo(Precision.FP32);
      assertThat(run.logits().isDouble()).isFalse();
      assertThat(exact.logits().isDouble()).isTrue();
      assertThat(Values.distance(run.logits(), exact.logits())).isLessThan(2e-5);
      exact
          .gradients()
          .weights()
          .forEach(
              (name, gradient) ->
                  assertThat(relativeDistance(run.gradients().weights().get(name), gradient))
                      .as(name)
                      .isLessThan(1e-4));
      for (int i = 0; i < exact.losses().size(); i++) {
        assertThat(run.losses().get(i)).isCloseTo(exact.losses().get(i), within(1e-5));
      }
    }
  }

  @Test
  default void bfloat16IsNearSingle() {
    try (Engine mixed = openOrSkip(Precision.BF16);
        Engine single = open(Precision.FP32)) {
      Run run = Run.of(mixed);
      Run exact = Run.of(single);
      assertThat(mixed.info().precision()).isEqualTo(Precision.BF16);
      assertThat(Values.distance(run.logits(), exact.logits())).isBetween(1e-7, 0.1);
      assertThat(relativeDistance(join(run.gradients()), join(exact.gradients())))
          .as("relative L2 distance of all gradients")
          .isLessThan(0.05);
      for (int i = 0; i < exact.losses().size(); i++) {
        assertThat(run.losses().get(i)).isCloseTo(exact.losses().get(i), within(0.02));
      }
    }
  }

  private Engine openOrSkip(Precision precision) {
    try {
      return open(precision);
    } catch (EngineException e) {
      return abort(e.getMessage());
    }
  }

  private static NdArray join(Gradients gradients) {
    double[] all =
        gradients.weights().values().stream()
            .flatMapToDouble(g -> Arrays.stream(g.doubles()))
            .toArray();
    return NdArray.of(new int[] {all.length}, all);
  }

  private static double relativeDistance(NdArray a, NdArray b) {
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < b.size(); i++) {
      difference += (a.at(i) - b.at(i)) * (a.at(i) - b.at(i));
      norm += b.at(i) * b.at(i);
    }
    return Math.sqrt(difference / norm);
  }

  @Test
  default void equalRunsGiveEqualBits() {
    try (Engine engine = open(Precision.FP32)) {
      if (!engine.info().deterministic()) {
        abort("the engine does not claim to be deterministic here");
      }
      Run first = Run.of(engine);
      Run second = Run.of(engine);
      assertThat(second.losses()).isEqualTo(first.losses());
      assertThat(second.logits().floats()).containsExactly(first.logits().floats());
    }
  }

  @Test
  default void weightsKeepTheirValues() {
    Map<String, NdArray> doubles = Map.of("w", Values.of(1, 3, 2));
    try (Engine engine = open(Precision.FP64);
        Weights weights = engine.weights(doubles)) {
      assertThat(weights.get("w").doubles()).containsExactly(doubles.get("w").doubles());
    }
    for (Precision precision : List.of(Precision.FP32, Precision.BF16)) {
      try (Engine engine = openOrSkip(precision);
          Weights weights = engine.weights(TinyNetwork.weights())) {
        weights
            .snapshot()
            .forEach(
                (name, array) ->
                    assertThat(array.floats())
                        .containsExactly(TinyNetwork.weights().get(name).floats()));
        assertThat(engine.peakMemoryBytes()).isPositive();
      }
    }
  }
}
