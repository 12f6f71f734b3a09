package org.voxelbench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every op gives its oracle's values and, in 64-bit floats, the oracle's difference quotients. */
public interface OpsContract {

  /** Opens the engine on the CPU. */
  Engine open(Precision precision);

  @TestFactory
  default Stream<DynamicTest> everyOpAgreesWithItsOracle() {
    return Stream.of(OpCases.all(), VolumeOpCases.all(), TokenOpCases.all())
        .flatMap(List::stream)
        .map(c -> DynamicTest.dynamicTest(c.name(), () -> check(c)));
  }

  private void check(OpCase c) {
    NdArray expected = c.oracle().apply(c.inputs());
    NdArray factors = Values.of(99, expected.shape());
    Program objective =
        graph -> {
          Tensor y = c.op().apply(graph);
          return Map.of(
              "y", y, Program.LOSS, graph.sum(graph.mul(y, graph.constant(factors)), false));
        };
    try (Engine engine = open(Precision.FP64);
        Weights weights = engine.weights(Map.of());
        Batch batch = engine.stage(c.inputs());
        Inference inference = engine.inference(objective, weights)) {
      NdArray y = inference.run(batch).get("y");
      assertThat(y.isDouble()).as("results are in 64-bit floats").isTrue();
      assertThat(Values.distance(y, expected)).as("values of %s", c).isLessThan(1e-10);
      Gradients gradients = engine.gradients(objective, weights, batch);
      assertThat(gradients.loss()).isCloseTo(loss(c, c.inputs(), factors), within(1e-9));
      c.inputs()
          .forEach(
              (name, x) ->
                  assertThat(
                          Values.distance(
                              gradients.inputs().get(name), quotients(c, name, factors)))
                      .as("gradient of %s by %s", c, name)
                      .isLessThan(1e-7));
    }
  }

  private static NdArray quotients(OpCase c, String name, NdArray factors) {
    NdArray x = c.inputs().get(name);
    if (c.fixed().contains(name)) {
      return NdArray.zeros(x.shape());
    }
    double step = 1e-5;
    double[] quotients = new double[x.size()];
    Map<String, NdArray> moved = new LinkedHashMap<>(c.inputs());
    for (int i = 0; i < quotients.length; i++) {
      double[] values = x.doubles().clone();
      moved.put(name, NdArray.of(x.shape(), values));
      values[i] = x.at(i) + step;
      double above = loss(c, moved, factors);
      values[i] = x.at(i) - step;
      quotients[i] = (above - loss(c, moved, factors)) / (2 * step);
    }
    return NdArray.of(x.shape(), quotients);
  }

  private static double loss(OpCase c, Map<String, NdArray> inputs, NdArray factors) {
    NdArray y = c.oracle().apply(inputs);
    double loss = 0;
    for (int i = 0; i < y.size(); i++) {
      loss += y.at(i) * factors.at(i);
    }
    return loss;
  }

  @TestFactory
  default Stream<DynamicTest> argumentsThatDoNotFitAreRefusedWithTheirShapes() {
    return Stream.of(OpCases.misfits(), TokenOpCases.misfits())
        .flatMap(misfits -> misfits.entrySet().stream())
        .map(
            misfit ->
                DynamicTest.dynamicTest(
                    misfit.getKey(),
                    () -> {
                      try (Engine engine = open(Precision.FP32);
                          Weights weights = engine.weights(Map.of());
                          Batch batch = engine.stage(Map.of("x", OpCases.misfitInput()));
                          Inference inference =
                              engine.inference(
                                  g -> Map.of("y", misfit.getValue().apply(g)), weights)) {
                        String[] words = misfit.getKey().split(" (?=\\[)");
                        assertThatThrownBy(() -> inference.run(batch))
                            .isInstanceOf(EngineException.class)
                            .hasMessageContainingAll(words);
                      }
                    }));
  }

  @Test
  default void namesThatAreNotThereAreRefused() {
    try (Engine engine = open(Precision.FP32);
        Weights weights = engine.weights(Map.of("w", NdArray.zeros(2)));
        Batch batch = engine.stage(Map.of("x", NdArray.zeros(2)));
        Inference input = engine.inference(g -> Map.of("y", g.input("z")), weights);
        Inference weight = engine.inference(g -> Map.of("y", g.weight("z")), weights)) {
      assertThatThrownBy(() -> input.run(batch))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("'z'");
      assertThatThrownBy(() -> weight.run(batch))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("'z'");
      assertThatThrownBy(
              () -> engine.training(g -> Map.of(), weights, Set.of("z"), Optimizer.Sgd.nnUNet()))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("'z'");
      assertThatThrownBy(() -> weights.get("z")).isInstanceOf(EngineException.class);
      assertThatThrownBy(() -> weights.set("w", NdArray.zeros(3)))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("[2]")
          .hasMessageContaining("[3]");
    }
  }

  @Test
  default void gradientsAreZeroWhereTheLossDoesNotDepend() {
    Program objective = g -> Map.of(Program.LOSS, g.sum(g.mul(g.input("x"), g.weight("w")), false));
    try (Engine engine = open(Precision.FP64);
        Weights weights = engine.weights(Map.of("w", Values.of(1, 2), "unused", Values.of(2, 3)));
        Batch batch = engine.stage(Map.of("x", Values.of(3, 2), "other", Values.of(4, 2, 2)))) {
      Gradients gradients = engine.gradients(objective, weights, batch);
      assertThat(gradients.weights()).containsOnlyKeys("w", "unused");
      assertThat(gradients.inputs()).containsOnlyKeys("x", "other");
      assertThat(gradients.weights().get("w").doubles()).containsExactly(Values.of(3, 2).doubles());
      assertThat(gradients.inputs().get("x").doubles()).containsExactly(Values.of(1, 2).doubles());
      assertThat(gradients.weights().get("unused").doubles()).containsExactly(0, 0, 0);
      assertThat(gradients.inputs().get("other").doubles()).containsExactly(0, 0, 0, 0);
    }
  }
}
