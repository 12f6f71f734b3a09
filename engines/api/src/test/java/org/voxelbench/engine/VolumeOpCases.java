package org.voxelbench.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The ops on volumes, with the kernels, strides and odd sizes that networks use. */
final class VolumeOpCases {

  private static final NdArray X = Values.of(21, 2, 2, 5, 4, 3);

  private VolumeOpCases() {}

  static List<OpCase> all() {
    return List.of(
        conv("3x3x3", 2, new int[] {3, 3, 3}, new int[] {1, 1, 1}, new int[] {1, 1, 1}, true),
        conv("3x3x3 of one sample", 1, new int[] {3, 3, 3}, new int[] {1, 1, 1}, ones(), true),
        conv("3x3x3 with stride 2", 2, new int[] {3, 3, 3}, new int[] {2, 2, 2}, ones(), false),
        conv("1x3x3", 1, new int[] {1, 3, 3}, new int[] {1, 2, 2}, new int[] {0, 1, 1}, true),
        conv("1x1x1 with stride 2", 2, ones(), new int[] {2, 2, 2}, new int[3], true),
        conv("uneven", 2, new int[] {2, 3, 1}, new int[] {1, 2, 1}, new int[] {1, 0, 2}, true),
        convTranspose("2x2x2", new int[] {2, 2, 2}, new int[] {2, 2, 2}, true),
        convTranspose("1x2x2", new int[] {1, 2, 2}, new int[] {1, 2, 2}, false),
        convTranspose("overlapping", new int[] {3, 2, 3}, new int[] {2, 1, 1}, true),
        pool("avgPool3d", new int[] {2, 2, 2}, false),
        pool("avgPool3d of one axis", new int[] {1, 1, 3}, false),
        pool("maxPool3d", new int[] {2, 2, 2}, true),
        norm("instanceNorm", true, true),
        norm("instanceNorm without beta", true, false),
        norm("instanceNorm alone", false, false),
        activatedNorm("instanceNormLeakyRelu", true, 0.01),
        activatedNorm("instanceNormLeakyRelu with a falling slope", true, -0.5),
        activatedNorm("instanceNormLeakyRelu alone", false, 0.01),
        OpCase.of(
            "instanceNorm with a stretched scale",
            X,
            (g, x) -> {
              Tensor scale = g.broadcastTo(g.scalar(1.5), 2);
              return g.instanceNorm(x, scale, scale, 1e-5);
            },
            x ->
                Reference.map(
                    VolumeReference.instanceNorm(x, null, null, 1e-5), v -> 1.5 * v + 1.5)),
        OpCase.of(
            "instanceNorm of one axis",
            Values.of(22, 3, 2, 6),
            (g, x) -> g.instanceNorm(x, null, null, 1e-5),
            x -> VolumeReference.instanceNorm(x, null, null, 1e-5)),
        resize("larger", new int[] {10, 4, 7}),
        resize("smaller", new int[] {2, 3, 1}),
        trilinear("larger", new int[] {10, 4, 7}),
        trilinear("smaller", new int[] {2, 3, 1}),
        OpCase.of(
            "resizeNearest by 49",
            Values.of(23, 1, 1, 1, 2, 1),
            (g, x) -> g.resizeNearest(x, new int[] {49, 2, 1}),
            x -> VolumeReference.resizeNearest(x, new int[] {49, 2, 1})),
        OpCase.of(
            "resizeNearest by 49 of two",
            Values.of(24, 1, 1, 1, 2, 1),
            (g, x) -> g.resizeNearest(x, new int[] {1, 98, 1}),
            x -> VolumeReference.resizeNearest(x, new int[] {1, 98, 1})));
  }

  private static int[] ones() {
    return new int[] {1, 1, 1};
  }

  private static Tensor optional(Graph graph, String name) {
    return graph.hasInput(name) ? graph.input(name) : null;
  }

  private static OpCase conv(
      String name, int samples, int[] kernel, int[] stride, int[] padding, boolean bias) {
    Map<String, NdArray> in = new LinkedHashMap<>();
    in.put("x", Values.of(25, samples, 2, 5, 4, 3));
    in.put("w", Values.of(26, 3, 2, kernel[0], kernel[1], kernel[2]));
    if (bias) {
      in.put("b", Values.of(27, 3));
    }
    return new OpCase(
        "conv3d " + name,
        in,
        Set.of(),
        g -> g.conv3d(g.input("x"), g.input("w"), optional(g, "b"), stride, padding),
        i -> VolumeReference.conv3d(i.get("x"), i.get("w"), i.get("b"), stride, padding));
  }

  private static OpCase convTranspose(String name, int[] kernel, int[] stride, boolean bias) {
    Map<String, NdArray> in = new LinkedHashMap<>();
    in.put("x", Values.of(28, 2, 2, 2, 3, 2));
    in.put("w", Values.of(29, 2, 3, kernel[0], kernel[1], kernel[2]));
    if (bias) {
      in.put("b", Values.of(30, 3));
    }
    return new OpCase(
        "convTranspose3d " + name,
        in,
        Set.of(),
        g -> g.convTranspose3d(g.input("x"), g.input("w"), optional(g, "b"), stride),
        i -> VolumeReference.convTranspose3d(i.get("x"), i.get("w"), i.get("b"), stride));
  }

  private static OpCase pool(String name, int[] kernel, boolean largest) {
    return OpCase.of(
        name,
        X,
        (g, x) -> largest ? g.maxPool3d(x, kernel) : g.avgPool3d(x, kernel),
        x -> VolumeReference.pool3d(x, kernel, largest));
  }

  private static Map<String, NdArray> normalisable(boolean gamma, boolean beta) {
    Map<String, NdArray> in = new LinkedHashMap<>();
    in.put("x", X);
    if (gamma) {
      in.put("gamma", Values.of(31, 2));
    }
    if (beta) {
      in.put("beta", Values.of(32, 2));
    }
    return in;
  }

  private static OpCase activatedNorm(String name, boolean affine, double slope) {
    return new OpCase(
        name,
        normalisable(affine, affine),
        Set.of(),
        g ->
            g.instanceNormLeakyRelu(
                g.input("x"), optional(g, "gamma"), optional(g, "beta"), 1e-5, slope),
        i ->
            Reference.map(
                VolumeReference.instanceNorm(i.get("x"), i.get("gamma"), i.get("beta"), 1e-5),
                v -> v > 0 ? v : slope * v));
  }

  private static OpCase norm(String name, boolean gamma, boolean beta) {
    return new OpCase(
        name,
        normalisable(gamma, beta),
        Set.of(),
        g -> g.instanceNorm(g.input("x"), optional(g, "gamma"), optional(g, "beta"), 1e-5),
        i -> VolumeReference.instanceNorm(i.get("x"), i.get("gamma"), i.get("beta"), 1e-5));
  }

  private static OpCase resize(String name, int[] size) {
    return OpCase.of(
        "resizeNearest " + name,
        X,
        (g, x) -> g.resizeNearest(x, size),
        x -> VolumeReference.resizeNearest(x, size));
  }

  private static OpCase trilinear(String name, int[] size) {
    return OpCase.of(
        "resizeTrilinear " + name,
        X,
        (g, x) -> g.resizeTrilinear(x, size),
        x -> VolumeReference.resizeTrilinear(x, size));
  }
}
