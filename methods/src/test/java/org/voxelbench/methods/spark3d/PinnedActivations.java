package org.voxelbench.methods.spark3d;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.Tensor;
import org.voxelbench.training.network.TestEngines;

/**
 * Leaky ReLUs that take the side of zero from a run in 64 bits.
 *
 * <p>A unit nearer to zero than 32 bits resolve falls to either side by the order of summation, and
 * its gradient jumps; with the sides given, gradients in 32 bits can be held to those in 64.
 *
 * @param slopes the slope at each value of each activation, in their order, as program inputs
 */
record PinnedActivations(Map<String, NdArray> slopes) {

  private static final String NAME = "activation.";

  /** What stands for the leaky ReLU of that position in the program. */
  @FunctionalInterface
  private interface Activation {
    Tensor apply(int position, Tensor x, double slope);
  }

  /** The sides that a program's activations are on. */
  static PinnedActivations of(
      Program program, Map<String, NdArray> weights, Map<String, NdArray> inputs) {
    Map<String, Double> slopes = new HashMap<>();
    Program recording =
        graph -> {
          Map<String, Tensor> activations = new LinkedHashMap<>();
          Activation recorded =
              (position, x, slope) -> {
                activations.put(NAME + position, x);
                slopes.put(NAME + position, slope);
                return graph.leakyRelu(x, slope);
              };
          program.build(with(recorded, graph));
          return activations;
        };
    try (Engine engine = TestEngines.open(Precision.FP64)) {
      Map<String, NdArray> pinned = new HashMap<>();
      TestEngines.run(engine, recording, weights, inputs)
          .forEach((name, x) -> pinned.put(name, slopes(x, slopes.get(name))));
      return new PinnedActivations(pinned);
    }
  }

  private static NdArray slopes(NdArray x, double slope) {
    double[] values = new double[x.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = x.at(i) > 0 ? 1 : slope;
    }
    return NdArray.of(x.shape(), values);
  }

  /** The inputs of {@link #pinned}: those of the program and the slopes. */
  Map<String, NdArray> with(Map<String, NdArray> inputs) {
    Map<String, NdArray> all = new HashMap<>(slopes);
    all.putAll(inputs);
    return all;
  }

  /** The program with its activations on the recorded sides. */
  Program pinned(Program program) {
    return graph ->
        program.build(
            with((position, x, slope) -> graph.mul(x, graph.input(NAME + position)), graph));
  }

  private static Graph with(Activation activation, Graph graph) {
    int[] position = {0};
    return (Graph)
        Proxy.newProxyInstance(
            Graph.class.getClassLoader(),
            new Class<?>[] {Graph.class},
            (proxy, op, arguments) -> {
              if (op.getName().equals("leakyRelu")) {
                return activation.apply(
                    position[0]++, (Tensor) arguments[0], (double) arguments[1]);
              }
              try {
                return op.invoke(graph, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
