package org.voxelbench.harness.selftest.ops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;

/**
 * The ops that aren't bound to volumes: each on single voxels and on a shallow map, and on both as
 * a convolution leaves them.
 */
public final class ArrayOpPrograms {

  private static final String ELEMENTWISE = "elementwise";
  private static final String REDUCTION = "reduction";
  private static final String SHAPE = "shape";
  private static final String REST = "class map, product, control";

  private final SeededValues values;
  private final int[] shape;
  private final String where;
  private final NdArray any;
  private final NdArray positive;
  private final NdArray map;
  private final List<OpProgram> all = new ArrayList<>();

  private ArrayOpPrograms(SeededValues values, String where, int... shape) {
    this.values = values;
    this.where = where;
    this.shape = shape;
    any = values.distinct("array", shape);
    positive = values.positive("positive", shape);
    map = SeededValues.classes("map", shape[1], shape[0], 1, shape[2], shape[3], shape[4]);
  }

  /** Every op, on inputs of these values. */
  public static List<OpProgram> all(SeededValues values) {
    List<OpProgram> all = new ArrayList<>();
    for (ArrayOpPrograms at :
        List.of(
            new ArrayOpPrograms(values, " of single voxels", 2, 8, 1, 1, 1),
            new ArrayOpPrograms(values, " of a shallow map", 1, 8, 2, 4, 4))) {
      at.arithmetic();
      at.functions();
      at.reductions();
      at.shapes();
      at.classMaps();
      at.control();
      all.addAll(at.all);
    }
    all.addAll(products(values));
    return all;
  }

  /** Adds an op of one tensor. */
  private void one(String group, String op, NdArray x, BiFunction<Graph, Tensor, Tensor> program) {
    all.add(OpProgram.of(group, op + where, x, program));
    all.add(
        OpProgram.of(
            group,
            op + where + " after a convolution",
            x,
            (g, v) -> program.apply(g, CarriedMap.of(g, v))));
  }

  /** Adds an op of two tensors. */
  private void two(String op, NdArray y, OpProgram.Binary program) {
    all.add(OpProgram.of(ELEMENTWISE, op + where, any, y, program));
    all.add(
        OpProgram.of(
            ELEMENTWISE,
            op + where + " after a convolution",
            any,
            y,
            (g, v, w) -> program.apply(g, CarriedMap.of(g, v), w)));
  }

  private void arithmetic() {
    NdArray channel = values.positive("channel", 1, shape[1], 1, 1, 1);
    two("add", positive, Graph::add);
    two("add, stretched,", channel, Graph::add);
    two("sub", channel, Graph::sub);
    two("mul", channel, Graph::mul);
    two("div", channel, Graph::div);
    two("max", values.distinct("other", shape), Graph::max);
    two("max of equal values", any, Graph::max);
    two("min", values.distinct("other", shape), Graph::min);
    one(ELEMENTWISE, "add of a number", any, (g, x) -> g.add(x, 0.75));
    one(ELEMENTWISE, "mul by a number", any, (g, x) -> g.mul(x, -1.5));
    all.add(OpProgram.of(ELEMENTWISE, "equal" + where, map, map, Graph::equal));
  }

  private void functions() {
    one(ELEMENTWISE, "neg", any, Graph::neg);
    one(ELEMENTWISE, "exp", any, Graph::exp);
    one(ELEMENTWISE, "log", positive, Graph::log);
    one(ELEMENTWISE, "sqrt", positive, Graph::sqrt);
    one(ELEMENTWISE, "square", any, Graph::square);
    NdArray noKink = values.any("no kink", shape);
    one(ELEMENTWISE, "abs", noKink, Graph::abs);
    one(ELEMENTWISE, "relu", noKink, Graph::relu);
    one(ELEMENTWISE, "leakyRelu", noKink, (g, x) -> g.leakyRelu(x, 0.01));
    one(ELEMENTWISE, "sigmoid", any, Graph::sigmoid);
    one(ELEMENTWISE, "softplus", any, Graph::softplus);
    one(ELEMENTWISE, "gelu", any, Graph::gelu);
    one(ELEMENTWISE, "silu", any, Graph::silu);
    // Both limits lie between two values.
    double low = -32.5 * values.job();
    double high = 19.5 * values.job();
    one(ELEMENTWISE, "clamp", any, (g, x) -> g.clamp(x, low, high));
  }

  private void reductions() {
    one(REDUCTION, "sum", any, (g, x) -> g.sum(x, false));
    one(REDUCTION, "sum over the voxels", any, (g, x) -> g.sum(x, true, 2, 3, 4));
    one(REDUCTION, "mean", any, (g, x) -> g.mean(x, false));
    one(REDUCTION, "mean over the channels", any, (g, x) -> g.mean(x, true, 1));
    one(REDUCTION, "softmax", any, (g, x) -> g.softmax(x, 1));
    one(REDUCTION, "logSoftmax", any, (g, x) -> g.logSoftmax(x, 1));
    one(REDUCTION, "argmax", any, (g, x) -> g.argmax(x, 1));
  }

  private void shapes() {
    one(SHAPE, "reshape", any, (g, x) -> g.reshape(x, shape[0], any.size() / shape[0]));
    one(SHAPE, "permute", any, (g, x) -> g.permute(x, 4, 0, 3, 1, 2));
    one(SHAPE, "slice", any, (g, x) -> g.slice(x, 1, 2, 5));
    one(SHAPE, "concat", any, (g, x) -> g.concat(1, x, x));
    one(SHAPE, "flip", any, (g, x) -> g.flip(x, 2, 4));
    int[] larger = {2, shape[1], shape[2], shape[3], shape[4]};
    one(SHAPE, "broadcastTo", any, (g, x) -> g.broadcastTo(g.slice(x, 0, 0, 1), larger));
  }

  private void classMaps() {
    all.add(OpProgram.of(REST, "oneHot" + where, map, (g, x) -> g.oneHot(x, shape[1])));
    all.add(OpProgram.of(REST, "gatherClass" + where, any, map, Graph::gatherClass));
  }

  private void control() {
    one(
        REST,
        "ranks, of one,",
        any,
        (g, x) -> g.mul(g.meanRanks(g.sumRanks(g.gatherRanks(x))), g.ranks()));
    one(REST, "constant", any, (g, x) -> g.mul(x, g.constant(positive)));
    one(REST, "scalar", any, (g, x) -> g.mul(x, g.scalar(1.25)));
    one(REST, "stopGradient", any, Graph::stopGradient);
    one(REST, "fullPrecision", any, Graph::fullPrecision);
    one(REST, "castLike", any, (g, x) -> g.castLike(x, CarriedMap.of(g, x)));
  }

  private static List<OpProgram> products(SeededValues values) {
    NdArray left = values.any("left", 2, 4, 32);
    NdArray right = values.any("right", 2, 32, 5);
    NdArray shared = values.any("shared", 32, 5);
    return List.of(
        OpProgram.of(REST, "matmul", left, right, Graph::matmul),
        OpProgram.of(REST, "matmul, one right side for all,", left, shared, Graph::matmul),
        gather(values),
        linear(values),
        attention(values),
        rotary(values),
        layerNorm(values));
  }

  private static OpProgram gather(SeededValues values) {
    NdArray rows = values.any("rows", 2, 9, 16);
    NdArray index = SeededValues.classes("index", 9, 2, 24);
    return OpProgram.of(REST, "gather of rows, some often,", rows, index, Graph::gather);
  }

  private static OpProgram linear(SeededValues values) {
    Map<String, NdArray> inputs = new LinkedHashMap<>();
    inputs.put("x", values.any("tokens", 3, 8, 32));
    inputs.put("weight", values.any("weight", 5, 32));
    inputs.put("bias", values.any("bias", 5));
    return new OpProgram(
        REST, "linear", inputs, g -> g.linear(g.input("x"), g.input("weight"), g.input("bias")));
  }

  private static OpProgram attention(SeededValues values) {
    Map<String, NdArray> inputs = new LinkedHashMap<>();
    inputs.put("q", values.any("queries", 2, 6, 16));
    inputs.put("k", values.any("keys", 2, 9, 16));
    inputs.put("v", values.any("values", 2, 9, 5));
    return new OpProgram(
        REST, "attention", inputs, g -> g.attention(g.input("q"), g.input("k"), g.input("v")));
  }

  private static OpProgram rotary(SeededValues values) {
    Map<String, NdArray> inputs = new LinkedHashMap<>();
    inputs.put("x", values.any("queries", 2, 3, 6, 16));
    inputs.put("cos", values.any("cosines", 1, 1, 6, 8));
    inputs.put("sin", values.any("sines", 1, 1, 6, 8));
    return new OpProgram(
        REST, "rotary", inputs, g -> g.rotary(g.input("x"), g.input("cos"), g.input("sin")));
  }

  private static OpProgram layerNorm(SeededValues values) {
    Map<String, NdArray> inputs = new LinkedHashMap<>();
    inputs.put("x", values.any("tokens", 3, 8, 12));
    inputs.put("gamma", values.any("gamma", 12));
    inputs.put("beta", values.any("beta", 12));
    return new OpProgram(
        REST,
        "layerNorm",
        inputs,
        g -> g.layerNorm(g.input("x"), g.input("gamma"), g.input("beta"), 1e-5));
  }
}
