package org.voxelbench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every op's value and gradients in bfloat16 are near those in 32-bit floats, at the sizes of
 * volumes and at those of crops and bottlenecks, and twice the same bits.
 *
 * <p>Both see inputs that are exact in bfloat16, so that they differ in the op's own rounding
 * alone.
 */
public interface MixedPrecisionContract {

  /** Largest relative L2 distance: each value is rounded to 8 bits a few times. */
  double LARGEST_DISTANCE = 0.02;

  /** What is left of a gradient that cancels to nothing, as that of a norm over one voxel does. */
  double ROUNDING = 1e-4;

  /** Opens the engine on the device under test. */
  Engine open(Precision precision);

  /** What an op gives: its value, and the gradients by its inputs. */
  record Result(NdArray value, Map<String, NdArray> gradients) {

    static Result of(Engine engine, OpCase op) {
      NdArray[] factors = new NdArray[1];
      Program program =
          graph -> {
            Tensor y = graph.fullPrecision(op.op().apply(rounding(graph, op)));
            factors[0] = factors[0] == null ? exact(Values.of(98, y.shape())) : factors[0];
            Tensor loss = graph.sum(graph.mul(y, graph.constant(factors[0])), false);
            return Map.of("y", y, Program.LOSS, loss);
          };
      Map<String, NdArray> inputs = new LinkedHashMap<>();
      op.inputs().forEach((name, array) -> inputs.put(name, exact(array)));
      try (Weights weights = engine.weights(Map.of());
          Batch batch = engine.stage(inputs);
          Inference inference = engine.inference(program, weights)) {
        return new Result(
            inference.run(batch).get("y"), engine.gradients(program, weights, batch).inputs());
      }
    }

    /** The nearest array whose values have 8 significant bits. */
    private static NdArray exact(NdArray array) {
      return Values.single(Reference.map(array, v -> Float.intBitsToFloat(bits(v) & 0xFFFF0000)));
    }

    private static int bits(double value) {
      return Float.floatToIntBits((float) value) + 0x8000;
    }

    /** The graph, but its inputs come out of a product and so in the engine's own type. */
    private static Graph rounding(Graph graph, OpCase op) {
      return (Graph)
          Proxy.newProxyInstance(
              Graph.class.getClassLoader(),
              new Class<?>[] {Graph.class},
              (proxy, method, arguments) -> {
                try {
                  Object result = method.invoke(graph, arguments);
                  boolean varies =
                      method.getName().equals("input") && !op.fixed().contains(arguments[0]);
                  return varies ? product(graph, (Tensor) result) : result;
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }

    private static Tensor product(Graph graph, Tensor x) {
      int values = Math.toIntExact(NdArray.size(x.shape()));
      Tensor one = graph.constant(NdArray.of(new int[] {1, 1}, 1f));
      return graph.reshape(graph.matmul(graph.reshape(x, values, 1), one), x.shape());
    }
  }

  @TestFactory
  default Stream<DynamicTest> everyOpInBfloat16IsNearSingle() {
    return Stream.of(OpCases.all(), VolumeOpCases.all(), TokenOpCases.all(), ShallowMapCases.all())
        .flatMap(List::stream)
        .map(c -> DynamicTest.dynamicTest(c.name(), () -> isNearSingle(c)));
  }

  private void isNearSingle(OpCase op) {
    try (Engine mixed = openOrSkip();
        Engine single = open(Precision.FP32)) {
      Result rounded = Result.of(mixed, op);
      Result exact = Result.of(single, op);
      assertNear(op + ": value", rounded.value(), exact.value());
      exact
          .gradients()
          .forEach(
              (name, gradient) ->
                  assertNear(
                      op + ": gradient by " + name, rounded.gradients().get(name), gradient));
      if (mixed.info().deterministic()) {
        Result again = Result.of(mixed, op);
        assertThat(again.value().floats()).containsExactly(rounded.value().floats());
        rounded
            .gradients()
            .forEach(
                (name, gradient) ->
                    assertThat(again.gradients().get(name).floats())
                        .as(op + ": gradient by " + name + " once more")
                        .containsExactly(gradient.floats()));
      }
    }
  }

  private static void assertNear(String what, NdArray actual, NdArray expected) {
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < expected.size(); i++) {
      double apart = actual.at(i) - expected.at(i);
      difference += apart * apart;
      norm += expected.at(i) * expected.at(i);
    }
    assertThat(Math.sqrt(difference))
        .as("%s: distance, where the norm is %s", what, Math.sqrt(norm))
        .isLessThanOrEqualTo(LARGEST_DISTANCE * Math.sqrt(norm) + ROUNDING);
  }

  @Test
  default void theProcessorHasBfloat16OfItsOwn() {
    try (Engine mixed = openOrSkip()) {
      if (mixed.info().onCpu() && !CpuFeatures.ofThisMachine().multipliesBfloat16()) {
        abort(
            "this processor has no instructions for bfloat16, so kernels that use them were not"
                + " tested");
      }
    }
  }

  private Engine openOrSkip() {
    try {
      return open(Precision.BF16);
    } catch (EngineException e) {
      return abort(e.getMessage());
    }
  }
}
