package org.voxelbench.engine.torch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.OpChecks;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.Shapes;
import org.voxelbench.engine.Tensor;
import org.voxelbench.engine.torch.ops.ElementwiseShapes;
import org.voxelbench.engine.torch.ops.TokenShapes;

/**
 * A rehearsal of a program on shapes alone, to learn the lifetimes of its values before memory is
 * taken for them.
 *
 * <p>It refuses only what has no shape; the run itself checks the rest. Every op numbers its result
 * as {@link TorchGraph} does. (LibTorch's own device {@code meta} would do, but half of its kernels
 * are written in Python.)
 */
final class ShapeGraph implements Graph, ElementwiseShapes, TokenShapes {

  /** The number of an input or a weight, which no op computed. */
  private static final int GIVEN = -1;

  private final Map<String, int[]> inputs;
  private final Map<String, int[]> weights;
  private final int ranks;
  private final List<List<Integer>> readers = new ArrayList<>();

  private boolean largeLinear;

  private ShapeGraph(Map<String, int[]> inputs, Map<String, int[]> weights, int ranks) {
    this.inputs = inputs;
    this.weights = weights;
    this.ranks = ranks;
  }

  static Rehearsal rehearse(
      Program program, Map<String, int[]> inputs, Map<String, int[]> weights, int ranks) {
    ShapeGraph graph = new ShapeGraph(inputs, weights, ranks);
    Set<Integer> outputs = new HashSet<>();
    program.build(graph).values().forEach(output -> outputs.add(own(output).number()));
    return new Rehearsal(Lifetimes.of(graph.readers, outputs), graph.largeLinear);
  }

  private static Shaped own(Tensor tensor) {
    if (!(tensor instanceof Shaped shaped)) {
      throw new EngineException("the tensor " + tensor + " is not one of this run.");
    }
    return shaped;
  }

  @Override
  public Shaped result(int[] shape, Tensor... read) {
    for (Tensor operand : read) {
      if (operand != null && own(operand).number() != GIVEN) {
        readers.get(own(operand).number()).add(readers.size());
      }
    }
    readers.add(new ArrayList<>());
    return new Shaped(readers.size() - 1, shape);
  }

  @Override
  public void largeLinear() {
    largeLinear = true;
  }

  @Override
  public Shaped like(Tensor x) {
    return result(x.shape(), x);
  }

  @Override
  public Shaped stretched(String op, Tensor a, Tensor b) {
    return result(Shapes.stretched(op, a, b), a, b);
  }

  private Shaped withAxis(Tensor x, int axis, int length, Tensor... read) {
    int[] shape = x.shape();
    shape[axis] = length;
    return result(shape, read);
  }

  /** The spatial axes mapped one by one; the channels given. */
  private Shaped volume(String op, Tensor x, int channels, AxisLength length, Tensor... read) {
    Shapes.volume(op, x);
    int[] shape = x.shape();
    shape[1] = channels;
    for (int axis = 0; axis < 3; axis++) {
      shape[axis + 2] = length.of(axis, shape[axis + 2]);
    }
    return result(shape, read);
  }

  private interface AxisLength {

    int of(int axis, int length);
  }

  private Shaped reduced(String op, Tensor x, boolean keepDims, int... axes) {
    int[] shape = x.shape();
    for (long axis : Shapes.axes(op, axes, x)) {
      shape[(int) axis] = keepDims ? 1 : -1;
    }
    return result(Arrays.stream(shape).filter(n -> n >= 0).toArray(), x);
  }

  private static Shaped given(String kind, String name, Map<String, int[]> from) {
    int[] shape = from.get(name);
    if (shape == null) {
      throw TorchGraph.missing(kind, name, from.keySet());
    }
    return new Shaped(GIVEN, shape);
  }

  @Override
  public Tensor input(String name) {
    return given("input", name, inputs);
  }

  @Override
  public boolean hasInput(String name) {
    return inputs.containsKey(name);
  }

  @Override
  public Tensor weight(String name) {
    return given("weight", name, weights);
  }

  @Override
  public boolean hasWeight(String name) {
    return weights.containsKey(name);
  }

  @Override
  public Tensor constant(NdArray value) {
    return result(value.shape());
  }

  @Override
  public Tensor scalar(double value) {
    return result(new int[0]);
  }

  @Override
  public Tensor conv3d(Tensor x, Tensor weight, Tensor bias, int[] stride, int[] padding) {
    OpChecks.convolution(x, weight, bias, stride, padding);
    int[] kernel = weight.shape();
    return volume(
        "conv3d",
        x,
        kernel[0],
        (a, n) -> (n + 2 * padding[a] - kernel[a + 2]) / stride[a] + 1,
        x,
        weight,
        bias);
  }

  @Override
  public Tensor convTranspose3d(Tensor x, Tensor weight, Tensor bias, int[] stride) {
    OpChecks.transposedConvolution(x, weight, bias, stride);
    int[] kernel = weight.shape();
    return volume(
        "convTranspose3d",
        x,
        kernel[1],
        (a, n) -> (n - 1) * stride[a] + kernel[a + 2],
        x,
        weight,
        bias);
  }

  private Tensor pooled(String op, Tensor x, int[] kernel) {
    OpChecks.pooling(op, x, kernel);
    return volume(op, x, x.shape()[1], (a, n) -> n / kernel[a], x);
  }

  @Override
  public Tensor avgPool3d(Tensor x, int[] kernel) {
    return pooled("avgPool3d", x, kernel);
  }

  @Override
  public Tensor maxPool3d(Tensor x, int[] kernel) {
    return pooled("maxPool3d", x, kernel);
  }

  @Override
  public Tensor instanceNorm(Tensor x, Tensor gamma, Tensor beta, double eps) {
    return result(x.shape(), x, gamma, beta);
  }

  @Override
  public Tensor instanceNormLeakyRelu(
      Tensor x, Tensor gamma, Tensor beta, double eps, double slope) {
    return result(x.shape(), x, gamma, beta);
  }

  @Override
  public Tensor castLike(Tensor x, Tensor other) {
    return result(x.shape(), x, other);
  }

  @Override
  public Tensor sum(Tensor x, boolean keepDims, int... axes) {
    return reduced("sum", x, keepDims, axes);
  }

  @Override
  public Tensor mean(Tensor x, boolean keepDims, int... axes) {
    return reduced("mean", x, keepDims, axes);
  }

  @Override
  public Tensor argmax(Tensor x, int axis) {
    return reduced("argmax", x, true, axis);
  }

  @Override
  public Tensor oneHot(Tensor classMap, int classes) {
    OpChecks.oneHot(classMap, classes);
    return withAxis(classMap, 1, classes, classMap);
  }

  @Override
  public Tensor gatherClass(Tensor x, Tensor classMap) {
    return result(classMap.shape(), x, classMap);
  }

  @Override
  public Tensor reshape(Tensor x, int... shape) {
    return result(shape.clone(), x);
  }

  @Override
  public Tensor permute(Tensor x, int... axes) {
    long[] order = Shapes.axes("permute", axes, x);
    return result(Arrays.stream(order).mapToInt(a -> x.shape()[(int) a]).toArray(), x);
  }

  @Override
  public Tensor slice(Tensor x, int axis, int start, int length) {
    return withAxis(x, Shapes.axis("slice", axis, x), length, x);
  }

  @Override
  public Tensor concat(int axis, Tensor... parts) {
    int along = OpChecks.concat(axis, parts);
    int length = Arrays.stream(parts).mapToInt(part -> part.shape()[along]).sum();
    return withAxis(parts[0], along, length, parts);
  }

  @Override
  public Tensor flip(Tensor x, int... axes) {
    return like(x);
  }

  @Override
  public Tensor broadcastTo(Tensor x, int... shape) {
    return result(shape.clone(), x);
  }

  @Override
  public Tensor resizeNearest(Tensor x, int[] size) {
    Shapes.positiveTriple("resizeNearest", "size", size, x);
    return volume("resizeNearest", x, x.shape()[1], (a, n) -> size[a], x);
  }

  @Override
  public Tensor resizeTrilinear(Tensor x, int[] size) {
    Shapes.positiveTriple("resizeTrilinear", "size", size, x);
    return volume("resizeTrilinear", x, x.shape()[1], (a, n) -> size[a], x);
  }

  @Override
  public Tensor matmul(Tensor a, Tensor b) {
    OpChecks.matmul(a, b);
    int[] shape = a.shape().length >= b.shape().length ? a.shape() : b.shape();
    shape[shape.length - 2] = a.shape()[a.shape().length - 2];
    shape[shape.length - 1] = b.shape()[b.shape().length - 1];
    return result(shape, a, b);
  }

  @Override
  public int ranks() {
    return ranks;
  }

  @Override
  public Tensor gatherRanks(Tensor x) {
    return ranks == 1 ? x : withAxis(x, 0, ranks * x.shape()[0], x);
  }
}
