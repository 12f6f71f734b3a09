package org.voxelbench.harness.selftest.ops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;

/**
 * The ops on volumes, at the sizes of crops, bottlenecks and small patches: maps as shallow as 1
 * plane, and of a single voxel.
 *
 * @param values draws the inputs
 */
public record VolumeOpPrograms(SeededValues values) {

  private static final String CONVOLUTION = "convolution";
  private static final String MAPS = "pooling, norm, resize";
  private static final int[] DEPTHS = {1, 2, 3, 4};
  private static final int[] KERNELS = {1, 3, 5};
  private static final int[] CHANNELS = {8, 16, 32};
  private static final int EDGE = 4;

  public List<OpProgram> all() {
    List<OpProgram> all = new ArrayList<>();
    convolutions(all);
    transposedConvolutions(all);
    poolings(all);
    norms(all);
    resizes(all);
    return all;
  }

  private void convolutions(List<OpProgram> all) {
    for (int channels : CHANNELS) {
      for (int kernel : KERNELS) {
        for (int stride : new int[] {1, 2}) {
          for (int depth : DEPTHS) {
            all.add(conv(new int[] {2, channels, depth, EDGE, EDGE}, channels, kernel, stride));
          }
        }
        all.add(conv(new int[] {2, channels, 1, 1, 1}, channels, kernel, 1));
        all.add(conv(new int[] {1, channels, 2, 2, 2}, channels, kernel, 1));
      }
    }
    all.add(conv(new int[] {2, 1, 8, 8, 8}, 8, 3, 1));
    all.add(conv(new int[] {2, 8, 4, 4, 4}, 2, 1, 1));
    all.add(planar());
  }

  /** As networks have it: padded so that stride 1 keeps the size. */
  private OpProgram conv(int[] shape, int channels, int kernel, int stride) {
    int[] window = {kernel, kernel, kernel};
    int[] padding = {kernel / 2, kernel / 2, kernel / 2};
    return conv(
        "conv3d of " + size(shape) + ", kernel " + kernel + ", stride " + stride,
        shape,
        channels,
        window,
        new int[] {stride, stride, stride},
        padding);
  }

  /** A kernel of a network for thick slices. */
  private OpProgram planar() {
    return conv(
        "conv3d of 16x2x8x8, kernel 1x3x3, stride 1x2x2",
        new int[] {2, 16, 2, 8, 8},
        16,
        new int[] {1, 3, 3},
        new int[] {1, 2, 2},
        new int[] {0, 1, 1});
  }

  private OpProgram conv(
      String name, int[] shape, int channels, int[] kernel, int[] stride, int[] padding) {
    Map<String, NdArray> inputs = new LinkedHashMap<>();
    inputs.put("x", values.any("x", shape));
    inputs.put("w", values.any("w", channels, shape[1], kernel[0], kernel[1], kernel[2]));
    inputs.put("b", values.any("b", channels));
    return new OpProgram(
        CONVOLUTION,
        name,
        inputs,
        g -> g.conv3d(g.input("x"), g.input("w"), g.input("b"), stride, padding));
  }

  private void transposedConvolutions(List<OpProgram> all) {
    for (int channels : CHANNELS) {
      for (int depth : DEPTHS) {
        all.add(convTranspose(new int[] {2, channels, depth, 2, 2}, new int[] {2, 2, 2}));
      }
      all.add(convTranspose(new int[] {2, channels, 1, 1, 1}, new int[] {2, 2, 2}));
      all.add(convTranspose(new int[] {1, channels, 2, 4, 4}, new int[] {1, 2, 2}));
    }
  }

  private OpProgram convTranspose(int[] shape, int[] kernel) {
    Map<String, NdArray> inputs = new LinkedHashMap<>();
    inputs.put("x", values.any("x", shape));
    inputs.put("w", values.any("w", shape[1], 8, kernel[0], kernel[1], kernel[2]));
    inputs.put("b", values.any("b", 8));
    return new OpProgram(
        CONVOLUTION,
        "convTranspose3d of " + size(shape) + ", kernel and stride " + kernel[0] + "x2x2",
        inputs,
        g -> g.convTranspose3d(g.input("x"), g.input("w"), g.input("b"), kernel));
  }

  private void poolings(List<OpProgram> all) {
    for (int depth : DEPTHS) {
      int[] kernel = {Math.min(depth, 2), 2, 2};
      NdArray x = values.distinct("pool", 1, 4, depth, EDGE, EDGE);
      all.add(
          OpProgram.of(MAPS, "avgPool3d at depth " + depth, x, (g, v) -> g.avgPool3d(v, kernel)));
      all.add(
          OpProgram.of(MAPS, "maxPool3d at depth " + depth, x, (g, v) -> g.maxPool3d(v, kernel)));
    }
  }

  private void norms(List<OpProgram> all) {
    for (int channels : CHANNELS) {
      for (int depth : DEPTHS) {
        all.add(norm(true, 2, channels, depth, EDGE, EDGE));
      }
      all.add(norm(true, 2, channels, 1, 1, 1));
      all.add(norm(true, 2, channels, 2, 2, 2));
    }
    all.add(norm(false, 2, 8, 2, EDGE, EDGE));
    all.add(activatedNorm(2, 8, 1, 1, 1));
    all.add(activatedNorm(2, 8, 2, EDGE, EDGE));
  }

  /** Of a map that a convolution left in the type that it computes in. */
  private OpProgram norm(boolean affine, int... shape) {
    Map<String, NdArray> inputs = new LinkedHashMap<>();
    inputs.put("x", values.any("norm", shape));
    if (affine) {
      inputs.put("gamma", values.any("gamma", shape[1]));
      inputs.put("beta", values.any("beta", shape[1]));
    }
    return new OpProgram(
        MAPS,
        "instanceNorm of " + size(shape) + (affine ? "" : ", neither scaled nor shifted"),
        inputs,
        g ->
            g.instanceNorm(
                CarriedMap.of(g, g.input("x")),
                affine ? g.input("gamma") : null,
                affine ? g.input("beta") : null,
                1e-5));
  }

  private OpProgram activatedNorm(int... shape) {
    Map<String, NdArray> inputs = new LinkedHashMap<>();
    inputs.put("x", values.any("activated norm", shape));
    inputs.put("gamma", values.any("gamma", shape[1]));
    inputs.put("beta", values.any("beta", shape[1]));
    return new OpProgram(
        MAPS,
        "instanceNormLeakyRelu of " + size(shape),
        inputs,
        g ->
            g.instanceNormLeakyRelu(
                CarriedMap.of(g, g.input("x")), g.input("gamma"), g.input("beta"), 1e-5, 1e-2));
  }

  private void resizes(List<OpProgram> all) {
    for (int depth : DEPTHS) {
      NdArray x = values.any("resize", 2, 8, depth, EDGE, EDGE);
      int[] twice = {2 * depth, 2 * EDGE, 2 * EDGE};
      int[] single = {1, 1, 1};
      all.add(resize("resizeNearest, twice depth " + depth, x, Graph::resizeNearest, twice));
      all.add(resize("resizeTrilinear, twice depth " + depth, x, Graph::resizeTrilinear, twice));
      all.add(resize("resizeNearest, depth " + depth + " to 1", x, Graph::resizeNearest, single));
      all.add(
          resize("resizeTrilinear, depth " + depth + " to 1", x, Graph::resizeTrilinear, single));
    }
  }

  /** A resize of a volume. */
  @FunctionalInterface
  private interface Resize {

    Tensor apply(Graph graph, Tensor x, int[] size);
  }

  private static OpProgram resize(String name, NdArray x, Resize resize, int[] size) {
    return OpProgram.of(MAPS, name, x, (g, v) -> resize.apply(g, v, size));
  }

  /** Channels and voxels, such as {@code 16x2x4x4}. */
  private static String size(int... shape) {
    return shape[1] + "x" + shape[2] + "x" + shape[3] + "x" + shape[4];
  }
}
