package org.voxelbench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Training steps move the trainable weights by the rule in the optimiser's description. */
public interface TrainingContract {

  /** Opens the engine on the CPU. */
  Engine open(Precision precision);

  /** Half the squared distance of a and b from their targets, plus the sum of c times the input. */
  Program DISTANCE =
      g -> {
        Tensor a = g.sum(g.square(g.sub(g.weight("a"), g.input("a"))), false);
        Tensor b = g.sum(g.square(g.sub(g.weight("b"), g.input("b"))), false);
        Tensor c = g.sum(g.mul(g.weight("c"), g.input("b")), false);
        return Map.of(Program.LOSS, g.add(g.mul(g.add(a, b), 0.5), c), "c", c);
      };

  Set<String> MOVED = Set.of("a", "b");

  private static Map<String, NdArray> initial() {
    Map<String, NdArray> initial = new LinkedHashMap<>();
    initial.put("a", Values.of(1, 2, 3));
    initial.put("c", Values.of(2, 4));
    initial.put("b", Values.of(3, 4));
    return initial;
  }

  private static Map<String, NdArray> inputs(int seed) {
    return Map.of("a", Values.of(seed, 2, 3), "b", Values.of(seed + 50, 4));
  }

  private static List<Optimizer> optimizers() {
    double none = Double.POSITIVE_INFINITY;
    return List.of(
        Optimizer.Sgd.nnUNet(),
        new Optimizer.Sgd(0.9, true, 0.1, 0.5),
        new Optimizer.Sgd(0.9, false, 0.01, none),
        new Optimizer.Sgd(0, false, 0, 1),
        new Optimizer.AdamW(0.9, 0.999, 1e-8, 0.05, none),
        new Optimizer.AdamW(0.8, 0.95, 1e-3, 0, 0.5));
  }

  @Test
  default void noOptimizerGoesUntested() {
    assertThat(optimizers()).extracting(Object::getClass).containsAll(kinds());
  }

  private static List<Class<?>> kinds() {
    return List.of(Optimizer.class.getPermittedSubclasses());
  }

  @TestFactory
  default Stream<DynamicTest> stepsFollowTheRuleOfTheOptimizer() {
    return optimizers().stream()
        .map(o -> DynamicTest.dynamicTest(o.toString(), () -> followsTheRule(o)));
  }

  private void followsTheRule(Optimizer optimizer) {
    OptimizerReference reference = new OptimizerReference(optimizer);
    double[] w = join(initial());
    try (Engine engine = open(Precision.FP64);
        Weights weights = engine.weights(initial());
        Training training = engine.training(DISTANCE, weights, MOVED, optimizer)) {
      for (int i = 0; i < 12; i++) {
        double[] target = join(inputs(i));
        double[] gradient = new double[w.length];
        Arrays.setAll(gradient, k -> w[k] - target[k]);
        double loss = Arrays.stream(gradient).map(g -> g * g / 2).sum();
        double rate = 0.1 / (1 + i);
        double norm = reference.update(w, gradient, rate);
        try (Batch batch = engine.stage(inputs(i))) {
          StepResult step = training.step(batch, rate);
          assertThat(step.gradientNorm()).isCloseTo(norm, within(1e-12));
          assertThat(step.loss() - step.outputs().get("c").item()).isCloseTo(loss, within(1e-12));
          assertThat(step.outputs()).containsOnlyKeys("c");
        }
        assertThat(join(weights.snapshot())).containsExactly(w, within(1e-12));
      }
    }
  }

  private static double[] join(Map<String, NdArray> arrays) {
    return DoubleStream.concat(
            Arrays.stream(arrays.get("a").doubles()), Arrays.stream(arrays.get("b").doubles()))
        .toArray();
  }

  @Test
  default void weightsThatAreNotTrainedStayBitForBit() {
    try (Engine engine = open(Precision.FP32);
        Weights weights = engine.weights(initial());
        Training training =
            engine.training(
                DISTANCE, weights, Set.of("a"), new Optimizer.Sgd(0.9, true, 0.5, 12))) {
      train(engine, training, 0, 4);
      assertThat(weights.names()).containsExactly("a", "c", "b");
      for (String name : List.of("b", "c")) {
        assertThat(weights.get(name).floats()).containsExactly(initial().get(name).floats());
      }
      assertThat(Values.distance(weights.get("a"), initial().get("a"))).isGreaterThan(0.01);
    }
  }

  @Test
  default void aTrainableWeightThatTheLossDoesNotDependOnStays() {
    Program ofA = g -> Map.of(Program.LOSS, g.sum(g.square(g.weight("a")), false));
    try (Engine engine = open(Precision.FP32);
        Weights weights = engine.weights(initial());
        Training training =
            engine.training(ofA, weights, MOVED, new Optimizer.Sgd(0.9, true, 0.5, 12))) {
      train(engine, training, 0, 2);
      assertThat(weights.get("b").floats()).containsExactly(initial().get("b").floats());
    }
  }

  private static void train(Engine engine, Training training, int from, int to) {
    for (int i = from; i < to; i++) {
      try (Batch batch = engine.stage(inputs(i))) {
        training.step(batch, 0.05);
      }
    }
  }

  @TestFactory
  default Stream<DynamicTest> continuingFromTheStateEqualsTheUninterruptedTraining() {
    return optimizers().stream()
        .map(o -> DynamicTest.dynamicTest(o.toString(), () -> continuesExactly(o)));
  }

  private void continuesExactly(Optimizer optimizer) {
    Map<String, NdArray> through;
    Map<String, NdArray> halfway;
    Map<String, NdArray> state;
    try (Engine engine = open(Precision.FP32);
        Weights weights = engine.weights(initial());
        Training training = engine.training(DISTANCE, weights, MOVED, optimizer)) {
      assertThat(training.optimizerState()).as("the state before the first step").isNotNull();
      train(engine, training, 0, 3);
      halfway = weights.snapshot();
      state = training.optimizerState();
      train(engine, training, 3, 6);
      through = weights.snapshot();
    }
    try (Engine engine = open(Precision.FP32);
        Weights weights = engine.weights(halfway);
        Training training = engine.training(DISTANCE, weights, MOVED, optimizer)) {
      train(engine, training, 7, 8);
      halfway.forEach(weights::set);
      training.restoreOptimizerState(state);
      train(engine, training, 3, 6);
      through.forEach(
          (name, array) ->
              assertThat(weights.get(name).floats()).as(name).containsExactly(array.floats()));
    }
  }

  @Test
  default void aFreshStateCanBeRestored() {
    Optimizer optimizer = Optimizer.Sgd.nnUNet();
    try (Engine engine = open(Precision.FP32);
        Weights once = engine.weights(initial());
        Weights again = engine.weights(initial());
        Training first = engine.training(DISTANCE, once, MOVED, optimizer);
        Training second = engine.training(DISTANCE, again, MOVED, optimizer)) {
      Map<String, NdArray> fresh = second.optimizerState();
      train(engine, first, 0, 2);
      train(engine, second, 5, 7);
      initial().forEach(again::set);
      second.restoreOptimizerState(fresh);
      train(engine, second, 0, 2);
      assertThat(again.get("a").floats()).containsExactly(once.get("a").floats());
    }
  }

  @Test
  default void evaluatingMovesNothing() {
    try (Engine engine = open(Precision.FP32);
        Weights weights = engine.weights(initial());
        Training training = engine.training(DISTANCE, weights, MOVED, Optimizer.Sgd.nnUNet());
        Batch batch = engine.stage(inputs(1))) {
      training.step(batch, 0.05);
      Map<String, NdArray> before = weights.snapshot();
      StepResult result = training.evaluate(batch);
      assertThat(result.gradientNorm()).isNaN();
      assertThat(result.outputs()).containsOnlyKeys("c");
      before.forEach(
          (name, array) -> assertThat(weights.get(name).floats()).containsExactly(array.floats()));
      assertThat(training.step(batch, 0.05).loss()).isEqualTo(result.loss());
    }
  }

  @Test
  default void aLossThatIsNotFiniteLeavesWeightsAndState() {
    Map<String, NdArray> broken = new LinkedHashMap<>(inputs(1));
    broken.put("a", NdArray.of(new int[] {2, 3}, 0f, Float.NaN, 0f, 0f, 0f, 0f));
    try (Engine engine = open(Precision.FP32);
        Weights touched = engine.weights(initial());
        Weights untouched = engine.weights(initial());
        Training first = engine.training(DISTANCE, touched, MOVED, Optimizer.Sgd.nnUNet());
        Training second = engine.training(DISTANCE, untouched, MOVED, Optimizer.Sgd.nnUNet());
        Batch batch = engine.stage(broken)) {
      train(engine, first, 0, 2);
      assertThat(first.step(batch, 0.05).finite()).isFalse();
      train(engine, first, 2, 4);
      train(engine, second, 0, 4);
      untouched
          .snapshot()
          .forEach(
              (name, array) ->
                  assertThat(touched.get(name).floats()).containsExactly(array.floats()));
    }
  }

  @Test
  default void misuseIsRefused() {
    try (Engine engine = open(Precision.FP32);
        Weights weights = engine.weights(initial());
        Batch batch = engine.stage(inputs(1));
        Training noLoss =
            engine.training(
                g -> Map.of("y", g.weight("a")), weights, MOVED, Optimizer.Sgd.nnUNet());
        Training noScalar =
            engine.training(
                g -> Map.of(Program.LOSS, g.weight("a")), weights, MOVED, Optimizer.Sgd.nnUNet())) {
      assertThatThrownBy(() -> noLoss.step(batch, 0.1))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("'loss'");
      assertThatThrownBy(() -> noScalar.step(batch, 0.1))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("[2, 3]");
      assertThatThrownBy(
              () -> noLoss.restoreOptimizerState(Map.of("nobody/a", NdArray.zeros(2, 3))))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("nobody/a");
    }
  }

  @Test
  default void whatIsClosedTwiceIsClosedAndWhatIsClosedIsRefused() {
    Engine engine = open(Precision.FP32);
    Weights weights = engine.weights(initial());
    Batch batch = engine.stage(inputs(1));
    Training training = engine.training(DISTANCE, weights, MOVED, Optimizer.Sgd.nnUNet());
    Inference inference = engine.inference(DISTANCE, weights);
    training.step(batch, 0.1);
    inference.run(batch);
    batch.close();
    assertThatThrownBy(() -> training.step(batch, 0.1)).isInstanceOf(EngineException.class);
    training.close();
    try (Batch open = engine.stage(inputs(1))) {
      assertThatThrownBy(() -> training.step(open, 0.1)).isInstanceOf(EngineException.class);
      weights.close();
      assertThatThrownBy(() -> inference.run(open)).isInstanceOf(EngineException.class);
      assertThatThrownBy(() -> weights.get("a")).isInstanceOf(EngineException.class);
    }
    List.of(
            batch, training, inference, weights, engine, batch, training, inference, weights,
            engine)
        .forEach(
            opened -> {
              try {
                opened.close();
              } catch (Exception e) {
                throw new AssertionError("closing twice", e);
              }
            });
  }
}
