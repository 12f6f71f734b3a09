package org.voxelbench.engine;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Uses of the ops of transformers, with their oracles. */
final class TokenOpCases {

  private static final double EPS = 1e-3;

  private TokenOpCases() {}

  static List<OpCase> all() {
    return List.of(
        norm("layerNorm", true, true),
        norm("layerNorm without beta", true, false),
        norm("layerNorm alone", false, false),
        linear("linear", true, 2, 3, 4),
        linear("linear of a matrix without bias", false, 3, 4),
        linear("linear of volumes", true, 2, 1, 3, 2, 4),
        gather("gather", Values.classes(5, 41, 2, 7), 5),
        gather(
            "gather of one row hundreds of times", Reference.map(NdArray.zeros(1, 600), v -> 1), 2),
        attention("attention", 6, 6, 5, 5, 2, 3),
        attention("attention of few queries to more keys", 2, 7, 3, 6, 2),
        attention("attention to shorter values", 4, 3, 7, 2, 1, 2),
        attention("attention of three leading axes", 2, 3, 5, 5, 2, 1, 2),
        attention("attention without leading axes", 4, 4, 5, 5),
        attentionOfPermutedKeys(),
        rotary("rotary", false, 1, 6),
        rotary("rotary of angles for each sample", false, 2, 6),
        rotary("rotary of one pair", false, 1, 2),
        rotary("rotary of permuted rows", true, 1, 6));
  }

  private static OpCase norm(String name, boolean scaled, boolean moved) {
    Map<String, NdArray> inputs = new LinkedHashMap<>();
    inputs.put("x", Values.of(31, 2, 3, 5));
    if (scaled) {
      inputs.put("gamma", Values.of(32, 5));
    }
    if (moved) {
      inputs.put("beta", Values.of(33, 5));
    }
    return new OpCase(
        name,
        inputs,
        Set.of(),
        g ->
            g.layerNorm(
                g.input("x"),
                scaled ? g.input("gamma") : null,
                moved ? g.input("beta") : null,
                EPS),
        in -> layerNorm(in.get("x"), in.get("gamma"), in.get("beta")));
  }

  private static NdArray layerNorm(NdArray x, NdArray gamma, NdArray beta) {
    int last = x.shape().length - 1;
    NdArray centred = Reference.zip(x, mean(x, last), (a, b) -> a - b);
    NdArray variance = mean(Reference.map(centred, a -> a * a), last);
    NdArray y = Reference.zip(centred, variance, (a, b) -> a / Math.sqrt(b + EPS));
    NdArray scaled = gamma == null ? y : Reference.zip(y, gamma, (a, b) -> a * b);
    return beta == null ? scaled : Reference.zip(scaled, beta, Double::sum);
  }

  private static NdArray mean(NdArray x, int axis) {
    return Reference.reduce(x, true, values -> values.average().orElseThrow(), axis);
  }

  private static OpCase linear(String name, boolean moved, int... shape) {
    Map<String, NdArray> inputs = new LinkedHashMap<>();
    inputs.put("x", Values.of(39, shape));
    inputs.put("weight", Values.of(40, 6, shape[shape.length - 1]));
    if (moved) {
      inputs.put("bias", Values.of(33, 6));
    }
    return new OpCase(
        name,
        inputs,
        Set.of(),
        g -> g.linear(g.input("x"), g.input("weight"), moved ? g.input("bias") : null),
        in -> {
          NdArray y = Reference.matmul(in.get("x"), Reference.permute(in.get("weight"), 1, 0));
          return moved ? Reference.zip(y, in.get("bias"), Double::sum) : y;
        });
  }

  private static OpCase gather(String name, NdArray index, int rows) {
    int[] shape = {index.shape()[0], index.shape()[1], 3};
    return OpCase.of(
            name,
            Values.of(42, shape[0], rows, shape[2]),
            index,
            Graph::gather,
            (x, named) ->
                Reference.build(
                    shape, i -> Reference.at(x, i[0], (int) Reference.at(named, i[0], i[1]), i[2])))
        .fixing("y");
  }

  /** Keys and values whose numbers don't lie side by side. */
  private static OpCase attentionOfPermutedKeys() {
    NdArray queries = Values.of(37, 2, 3, 5);
    NdArray turned = Values.of(38, 2, 5, 7);
    return OpCase.of(
        "attention to permuted keys",
        queries,
        turned,
        (g, q, k) -> g.attention(q, g.permute(k, 0, 2, 1), g.permute(k, 0, 2, 1)),
        (q, k) -> {
          NdArray keys = Reference.permute(k, 0, 2, 1);
          return attention(q, keys, keys, 1);
        });
  }

  /**
   * One use of attention. Rows of four values would be all but equal, and the gradient by the
   * queries next to nothing.
   *
   * @param t queries
   * @param s keys
   * @param d length of a query
   * @param e length of a value
   * @param lead leading axes
   */
  private static OpCase attention(String name, int t, int s, int d, int e, int... lead) {
    Map<String, NdArray> inputs = new LinkedHashMap<>();
    inputs.put("q", Values.of(34, shape(lead, t, d)));
    inputs.put("k", Values.of(35, shape(lead, s, d)));
    inputs.put("v", Values.of(36, shape(lead, s, e)));
    return new OpCase(
        name,
        inputs,
        Set.of(),
        g -> g.attention(g.input("q"), g.input("k"), g.input("v")),
        in -> attention(in.get("q"), in.get("k"), in.get("v"), lead.length));
  }

  private static int[] shape(int[] lead, int rows, int columns) {
    int[] shape = Arrays.copyOf(lead, lead.length + 2);
    shape[lead.length] = rows;
    shape[lead.length + 1] = columns;
    return shape;
  }

  private static NdArray attention(NdArray q, NdArray k, NdArray v, int lead) {
    int[] turned = IntStream.range(0, lead + 2).toArray();
    turned[lead] = lead + 1;
    turned[lead + 1] = lead;
    double scale = 1 / Math.sqrt(q.shape()[lead + 1]);
    NdArray scores =
        Reference.map(Reference.matmul(q, Reference.permute(k, turned)), a -> a * scale);
    return Reference.matmul(Reference.softmax(scores, lead + 1), v);
  }

  /**
   * One use of the rotary position embedding.
   *
   * @param permuted whether heads lie behind tokens in memory
   * @param samples of the angles
   * @param row numbers of a row
   */
  private static OpCase rotary(String name, boolean permuted, int samples, int row) {
    Map<String, NdArray> inputs = new LinkedHashMap<>();
    inputs.put("x", permuted ? Values.of(43, 2, 4, 3, row) : Values.of(43, 2, 3, 4, row));
    inputs.put("cos", Values.of(44, samples, 1, 4, row / 2));
    inputs.put("sin", Values.of(45, samples, 1, 4, row / 2));
    return new OpCase(
        name,
        inputs,
        Set.of(),
        g -> {
          Tensor x = g.input("x");
          return g.rotary(permuted ? g.permute(x, 0, 2, 1, 3) : x, g.input("cos"), g.input("sin"));
        },
        in -> {
          NdArray x = permuted ? Reference.permute(in.get("x"), 0, 2, 1, 3) : in.get("x");
          return rotary(x, in.get("cos"), in.get("sin"));
        });
  }

  private static NdArray rotary(NdArray x, NdArray cos, NdArray sin) {
    return Reference.build(
        x.shape(),
        i -> {
          int[] angle = {cos.shape()[0] == 1 ? 0 : i[0], 0, i[2], i[3] / 2};
          boolean first = i[3] % 2 == 0;
          double own = Reference.at(x, i);
          double other = Reference.at(x, i[0], i[1], i[2], first ? i[3] + 1 : i[3] - 1);
          double turn = Reference.at(sin, angle) * other;
          return Reference.at(cos, angle) * own + (first ? -turn : turn);
        });
  }

  /** As {@link OpCases#misfits}. */
  static Map<String, Function<Graph, Tensor>> misfits() {
    return Map.of(
        "layerNorm [2, 3, 4] [3]",
        g -> g.layerNorm(g.input("x"), g.constant(NdArray.zeros(3)), null, EPS),
        "linear [2, 3, 4] [4, 5]",
        g -> g.linear(g.input("x"), g.constant(NdArray.zeros(4, 5)), null),
        "gather [2, 3, 4] [1, 2]",
        g -> g.gather(g.input("x"), g.constant(NdArray.zeros(1, 2))),
        "attention [2, 3, 4] [2, 3, 4] [2, 2, 4]",
        g -> g.attention(g.input("x"), g.input("x"), g.constant(NdArray.zeros(2, 2, 4))),
        "rotary [2, 3, 4] [1, 1, 3, 2] [1, 1, 3, 2]",
        g -> {
          Tensor angles = g.constant(NdArray.zeros(1, 1, 3, 2));
          return g.rotary(g.input("x"), angles, angles);
        });
  }
}
