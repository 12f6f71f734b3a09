package org.voxelbench.harness.selftest.ops;

import java.util.Map;
import java.util.TreeMap;
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Inference;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.Tensor;
import org.voxelbench.engine.Weights;

/**
 * What an op gave.
 *
 * @param arrays {@code value}, and {@code gradient of <input>} for each input: the gradient of the
 *     value's sum under fixed factors
 */
public record OpOutcome(Map<String, NdArray> arrays) {

  private static final String VALUE = "value";
  private static final SeededValues FACTORS = SeededValues.of(Precision.BF16);

  /** Runs an op's program on an engine. */
  public static OpOutcome of(Engine engine, OpProgram op) {
    try (Weights none = engine.weights(Map.of());
        Batch batch = engine.stage(op.inputs());
        Inference inference =
            engine.inference(g -> Map.of(VALUE, g.fullPrecision(op.op().apply(g))), none)) {
      Map<String, NdArray> arrays = new TreeMap<>();
      NdArray value = inference.run(batch).get(VALUE);
      arrays.put(VALUE, value);
      NdArray factors = FACTORS.any("factors", value.shape());
      Program objective =
          g -> {
            Tensor y = g.fullPrecision(op.op().apply(g));
            return Map.of(Program.LOSS, g.sum(g.mul(y, g.constant(factors)), false));
          };
      engine
          .gradients(objective, none, batch)
          .inputs()
          .forEach((name, gradient) -> arrays.put("gradient of " + name, gradient));
      return new OpOutcome(arrays);
    }
  }

  /** Whether another outcome holds the same bits. */
  public boolean equalBits(OpOutcome other) {
    return Distance.equalBits(arrays, other.arrays);
  }

  /** The array that lies farthest from the oracle's; NaN is farther than any number. */
  public Deviation farthest(OpOutcome oracle) {
    Deviation farthest = new Deviation(VALUE, 0);
    for (Map.Entry<String, NdArray> expected : oracle.arrays.entrySet()) {
      double distance = Distance.relative(arrays.get(expected.getKey()), expected.getValue());
      if (Double.compare(distance, farthest.distance()) > 0) {
        farthest = new Deviation(expected.getKey(), distance);
      }
    }
    return farthest;
  }

  /**
   * How far one array is off.
   *
   * @param array its name
   * @param distance relative L2 distance; NaN where a value is
   */
  public record Deviation(String array, double distance) {}
}
