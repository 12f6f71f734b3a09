package org.voxelbench.methods.spark3d;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.Tensor;
import org.voxelbench.training.network.TestEngines;

/** Made-up values, and small programs on them whose input {@code visible} is the mask. */
final class MadeUp {

  private MadeUp() {}

  static NdArray normal(String name, int... shape) {
    RandomStream random = new RandomStreams(11).stream(name);
    float[] values = new float[Math.toIntExact(NdArray.size(shape))];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return NdArray.of(shape, values);
  }

  static NdArray filled(float value, int... shape) {
    NdArray array = NdArray.zeros(shape);
    Arrays.fill(array.floats(), value);
    return array;
  }

  static SparseLayers sparse(Graph graph) {
    return new SparseLayers(new VisibleMaps(graph, graph.input("visible")));
  }

  static NdArray run(
      Map<String, NdArray> weights, Map<String, NdArray> inputs, Function<Graph, Tensor> y) {
    Program program = graph -> Map.of("y", y.apply(graph));
    try (Engine engine = TestEngines.open(Precision.FP32)) {
      return TestEngines.run(engine, program, weights, inputs).get("y");
    }
  }
}
