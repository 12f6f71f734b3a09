package org.voxelbench.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Volume ops at the sizes that small crops and patches have at a network's bottom. */
final class ShallowMapCases {

  private static final int[][] SIZES = {{1, 1, 1}, {1, 4, 4}, {2, 2, 2}, {3, 3, 3}, {4, 2, 1}};
  private static final int[] TWOS = {2, 2, 2};
  private static final int SAMPLES = 2;

  private ShallowMapCases() {}

  static List<OpCase> all() {
    List<OpCase> cases = new ArrayList<>();
    for (int channels : new int[] {1, 8, 16, 32}) {
      for (int kernel : new int[] {1, 3, 5}) {
        for (int stride : new int[] {1, 2}) {
          for (int depth = 1; depth <= 4; depth++) {
            cases.add(convolution(channels, kernel, stride, new int[] {depth, 2, 3}));
          }
          for (int[] size : new int[][] {{1, 1, 1}, {1, 4, 4}, {4, 4, 2}}) {
            cases.add(convolution(channels, kernel, stride, size));
          }
        }
      }
    }
    for (int[] size : SIZES) {
      cases.add(transposed(size));
      cases.add(norm(size));
      cases.add(on("resizeNearest", size, (g, x) -> g.resizeNearest(x, new int[] {3, 4, 2})));
      cases.add(on("resizeTrilinear", size, (g, x) -> g.resizeTrilinear(x, new int[] {3, 4, 2})));
    }
    cases.add(on("avgPool3d", TWOS, (g, x) -> g.avgPool3d(x, TWOS)));
    cases.add(on("maxPool3d", TWOS, (g, x) -> g.maxPool3d(x, TWOS)));
    return cases;
  }

  private interface Unary {

    Tensor apply(Graph graph, Tensor x);
  }

  private static NdArray volume(int channels, int[] size) {
    return Values.of(41, SAMPLES, channels, size[0], size[1], size[2]);
  }

  private static String at(int[] size) {
    return " of " + size[0] + "x" + size[1] + "x" + size[2];
  }

  private static OpCase on(String op, int[] size, Unary apply) {
    return of(op + at(size), Map.of("x", volume(16, size)), g -> apply.apply(g, g.input("x")));
  }

  /** Compared between precisions alone, so without an oracle of its own. */
  private static OpCase of(String name, Map<String, NdArray> inputs, Built op) {
    return new OpCase(name, inputs, Set.of(), op::from, null);
  }

  private interface Built {

    Tensor from(Graph graph);
  }

  private static OpCase convolution(int channels, int kernel, int stride, int[] size) {
    Map<String, NdArray> in = new LinkedHashMap<>();
    in.put("x", volume(channels, size));
    in.put("w", Values.of(42, 16, channels, kernel, kernel, kernel));
    in.put("b", Values.of(43, 16));
    int padding = kernel / 2;
    String name =
        "conv3d of %d channels, kernel %d, stride %d,".formatted(channels, kernel, stride);
    return of(
        name + at(size),
        in,
        g ->
            g.conv3d(
                g.input("x"),
                g.input("w"),
                g.input("b"),
                new int[] {stride, stride, stride},
                new int[] {padding, padding, padding}));
  }

  private static OpCase transposed(int[] size) {
    Map<String, NdArray> in = new LinkedHashMap<>();
    in.put("x", volume(16, size));
    in.put("w", Values.of(44, 16, 8, 2, 2, 2));
    in.put("b", Values.of(45, 8));
    return of(
        "convTranspose3d" + at(size),
        in,
        g -> g.convTranspose3d(g.input("x"), g.input("w"), g.input("b"), TWOS));
  }

  private static OpCase norm(int[] size) {
    Map<String, NdArray> in = new LinkedHashMap<>();
    in.put("x", volume(16, size));
    in.put("gamma", Values.between(0.5, 1.5, 46, 16));
    in.put("beta", Values.of(47, 16));
    return of(
        "instanceNorm" + at(size),
        in,
        g -> g.instanceNorm(g.input("x"), g.input("gamma"), g.input("beta"), 1e-5));
  }
}
