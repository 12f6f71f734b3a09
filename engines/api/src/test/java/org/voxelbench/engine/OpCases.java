package org.voxelbench.engine;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Every op but those on volumes. */
final class OpCases {

  private static final NdArray X = Values.of(1, 2, 3, 4);
  private static final NdArray POSITIVE = Values.between(0.2, 3, 2, 2, 3, 4);
  private static final NdArray WIDE = Values.between(-60, 60, 3, 2, 3, 4);
  private static final NdArray MAP = Values.classes(3, 4, 2, 1, 4);

  private OpCases() {}

  static List<OpCase> all() {
    return Stream.of(binary(), unary(), reductions(), classMaps(), shapes())
        .flatMap(List::stream)
        .toList();
  }

  private static List<OpCase> binary() {
    NdArray row = Values.between(0.3, 2, 5, 4);
    NdArray column = Values.between(0.3, 2, 6, 2, 1, 1);
    NdArray scalar = NdArray.of(new int[0], 0.7);
    NdArray ties = NdArray.of(new int[] {4}, X.at(0), X.at(5), 9.0, -9.0);
    return List.of(
        OpCase.of("add", X, POSITIVE, Graph::add, (x, y) -> Reference.zip(x, y, Double::sum)),
        OpCase.of("add a row", X, row, Graph::add, (x, y) -> Reference.zip(x, y, Double::sum)),
        OpCase.of(
            "add both stretched",
            row,
            column,
            Graph::add,
            (x, y) -> Reference.zip(x, y, Double::sum)),
        OpCase.of("sub a row", X, row, Graph::sub, (x, y) -> Reference.zip(x, y, (a, b) -> a - b)),
        OpCase.of(
            "mul a column", X, column, Graph::mul, (x, y) -> Reference.zip(x, y, (a, b) -> a * b)),
        OpCase.of("mul with itself", X, (g, x) -> g.mul(x, x), x -> Reference.map(x, v -> v * v)),
        OpCase.of(
            "div by a column",
            X,
            column,
            Graph::div,
            (x, y) -> Reference.zip(x, y, (a, b) -> a / b)),
        OpCase.of(
            "div by a scalar",
            X,
            scalar,
            Graph::div,
            (x, y) -> Reference.zip(x, y, (a, b) -> a / b)),
        OpCase.of("max", X, row, Graph::max, (x, y) -> Reference.zip(x, y, Math::max)),
        OpCase.of("max of ties", X, ties, Graph::max, (x, y) -> Reference.zip(x, y, Math::max)),
        OpCase.of("min of ties", X, ties, Graph::min, (x, y) -> Reference.zip(x, y, Math::min)),
        OpCase.of(
            "equal",
            MAP,
            NdArray.of(new int[] {4}, 0.0, 1, 2, 1),
            Graph::equal,
            (x, y) -> Reference.zip(x, y, (a, b) -> a == b ? 1 : 0)));
  }

  private static OpCase map(
      String name, NdArray x, OpCaseUnary op, java.util.function.DoubleUnaryOperator oracle) {
    return OpCase.of(name, x, op::apply, v -> Reference.map(v, oracle));
  }

  private interface OpCaseUnary {

    Tensor apply(Graph graph, Tensor x);
  }

  private static List<OpCase> unary() {
    return List.of(
        map("add a number", X, (g, x) -> g.add(x, 0.4), v -> v + 0.4),
        map("mul by a number", X, (g, x) -> g.mul(x, -1.5), v -> -1.5 * v),
        map("neg", X, Graph::neg, v -> -v),
        map("exp", X, Graph::exp, Math::exp),
        map("log", POSITIVE, Graph::log, Math::log),
        map("sqrt", POSITIVE, Graph::sqrt, Math::sqrt),
        map("square", X, Graph::square, v -> v * v),
        map("abs", X, Graph::abs, Math::abs),
        map("relu", X, Graph::relu, v -> Math.max(v, 0)),
        map("leakyRelu", X, (g, x) -> g.leakyRelu(x, 0.01), v -> v > 0 ? v : 0.01 * v),
        map(
            "leakyRelu of a value read once",
            X,
            (g, x) -> g.leakyRelu(g.mul(x, x), 0.01),
            v -> v * v),
        map(
            "leakyRelu of a value read twice",
            X,
            (g, x) -> readTwice(g, g.add(x, 0.1)),
            v -> (v + 0.1) * (v + 0.1 > 0 ? v + 0.1 : 0.01 * (v + 0.1))),
        map(
            "leakyRelu of a value that its gradient needs",
            X,
            (g, x) -> g.leakyRelu(g.exp(x), 0.5),
            Math::exp),
        map(
            "leakyRelu of a slice",
            X,
            (g, x) -> g.leakyRelu(g.slice(g.add(x, 0.1), 2, 0, 4), 0.01),
            v -> v + 0.1 > 0 ? v + 0.1 : 0.01 * (v + 0.1)),
        map("sigmoid", WIDE, Graph::sigmoid, v -> 1 / (1 + Math.exp(-v))),
        map(
            "softplus",
            WIDE,
            Graph::softplus,
            v -> Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v)))),
        map("gelu", WIDE, Graph::gelu, v -> v * Reference.normal(v)),
        map("silu", WIDE, Graph::silu, v -> v / (1 + Math.exp(-v))),
        map("clamp", X, (g, x) -> g.clamp(x, -0.5, 0.3), v -> Math.min(0.3, Math.max(-0.5, v))),
        map("fullPrecision", X, Graph::fullPrecision, v -> v),
        OpCase.of("castLike", X, POSITIVE, Graph::castLike, (x, y) -> x).fixing("y"),
        map("stopGradient", X, Graph::stopGradient, v -> v).fixing("x"),
        OpCase.of(
            "constant",
            X,
            (g, x) -> g.mul(x, g.constant(POSITIVE)),
            x -> Reference.zip(x, POSITIVE, (a, b) -> a * b)),
        map("scalar", X, (g, x) -> g.mul(x, g.scalar(1.1)), v -> 1.1 * v));
  }

  private static Tensor readTwice(Graph g, Tensor x) {
    return g.mul(g.leakyRelu(x, 0.01), x);
  }

  private static double mean(DoubleStream values) {
    return values.average().orElseThrow();
  }

  private static List<OpCase> reductions() {
    return List.of(
        OpCase.of(
            "sum of all",
            X,
            (g, x) -> g.sum(x, false),
            x -> Reference.reduce(x, false, DoubleStream::sum)),
        OpCase.of(
            "sum over axes",
            X,
            (g, x) -> g.sum(x, false, 0, -1),
            x -> Reference.reduce(x, false, DoubleStream::sum, 0, -1)),
        OpCase.of(
            "sum with axes kept",
            X,
            (g, x) -> g.sum(x, true, 1),
            x -> Reference.reduce(x, true, DoubleStream::sum, 1)),
        OpCase.of(
            "mean over axes",
            X,
            (g, x) -> g.mean(x, true, -1, -2),
            x -> Reference.reduce(x, true, OpCases::mean, -1, -2)),
        OpCase.of(
            "mean of all",
            X,
            (g, x) -> g.mean(x, false),
            x -> Reference.reduce(x, false, OpCases::mean)),
        OpCase.of("softmax", X, (g, x) -> g.softmax(x, 1), x -> Reference.softmax(x, 1)),
        OpCase.of(
            "logSoftmax",
            X,
            (g, x) -> g.logSoftmax(x, -1),
            x -> Reference.map(Reference.softmax(x, 2), Math::log)),
        OpCase.of("argmax", X, (g, x) -> g.argmax(x, 1), x -> Reference.argmax(x, 1)));
  }

  private static List<OpCase> classMaps() {
    return List.of(
        OpCase.of(
                "oneHot",
                NdArray.of(new int[] {2, 1, 3}, 0.0, 2, -1, 3, 1, 255),
                (g, x) -> g.oneHot(x, 3),
                x -> Reference.oneHot(x, 3))
            .fixing("x"),
        OpCase.of("gatherClass", X, MAP, Graph::gatherClass, Reference::gatherClass).fixing("y"));
  }

  private static List<OpCase> shapes() {
    NdArray a = Values.of(7, 2, 3, 4);
    NdArray b = Values.of(8, 2, 4, 5);
    NdArray single = Values.of(9, 4, 5);
    return List.of(
        OpCase.of(
            "reshape",
            X,
            (g, x) -> g.reshape(x, 4, 6),
            x -> NdArray.of(new int[] {4, 6}, x.doubles())),
        OpCase.of(
            "permute", X, (g, x) -> g.permute(x, 2, 0, 1), x -> Reference.permute(x, 2, 0, 1)),
        OpCase.of(
            "reshape after permute",
            X,
            (g, x) -> g.reshape(g.permute(x, 1, 2, 0), 24),
            x -> NdArray.of(new int[] {24}, Reference.permute(x, 1, 2, 0).doubles())),
        OpCase.of("slice", X, (g, x) -> g.slice(x, -1, 1, 2), x -> Reference.slice(x, 2, 1, 2)),
        OpCase.of(
            "concat",
            X,
            Values.of(10, 2, 2, 4),
            (g, x, y) -> g.concat(1, x, y),
            (x, y) -> Reference.concat(1, x, y)),
        OpCase.of("flip", X, (g, x) -> g.flip(x, 0, 2), x -> Reference.flip(x, 0, 2)),
        OpCase.of(
            "broadcastTo",
            Values.of(11, 3, 1),
            (g, x) -> g.broadcastTo(x, 2, 3, 4),
            x -> Reference.broadcastTo(x, 2, 3, 4)),
        OpCase.of("matmul", a, b, Graph::matmul, Reference::matmul),
        OpCase.of(
            "matmul of two leading axes",
            Values.of(12, 2, 3, 2, 5),
            Values.of(13, 2, 3, 5, 3),
            Graph::matmul,
            Reference::matmul),
        OpCase.of(
            "matmul with a transposed right side",
            a,
            Values.of(14, 2, 5, 4),
            (g, x, y) -> g.matmul(x, g.permute(y, 0, 2, 1)),
            (x, y) -> Reference.matmul(x, Reference.permute(y, 0, 2, 1))),
        OpCase.of("matmul without leading axes", a, single, Graph::matmul, Reference::matmul));
  }

  /** Uses that do not fit, each with the shapes that the refusal must print. */
  static Map<String, java.util.function.Function<Graph, Tensor>> misfits() {
    return Map.of(
        "add [2, 3, 4] [3]",
        g -> g.add(g.input("x"), g.constant(NdArray.zeros(3))),
        "reshape [2, 3, 4] [5, 5]",
        g -> g.reshape(g.input("x"), 5, 5),
        "slice [2, 3, 4]",
        g -> g.slice(g.input("x"), 1, 2, 2),
        "concat [2, 3, 4] [2, 3, 5]",
        g -> g.concat(1, g.input("x"), g.constant(NdArray.zeros(2, 3, 5))),
        "matmul [2, 3, 4] [2, 3, 4]",
        g -> g.matmul(g.input("x"), g.input("x")),
        "sum [2, 3, 4]",
        g -> g.sum(g.input("x"), false, 3),
        "conv3d [2, 3, 4]",
        g -> g.conv3d(g.input("x"), g.input("x"), null, new int[3], new int[3]),
        "gatherClass [2, 3, 4] [2, 1, 5]",
        g -> g.gatherClass(g.input("x"), g.constant(NdArray.zeros(2, 1, 5))),
        "broadcastTo [2, 3, 4] [2, 3, 5]",
        g -> g.broadcastTo(g.input("x"), 2, 3, 5));
  }

  static NdArray misfitInput() {
    return X;
  }
}
