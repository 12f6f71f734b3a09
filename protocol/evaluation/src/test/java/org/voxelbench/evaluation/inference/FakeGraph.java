package org.voxelbench.evaluation.inference;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.stream.Stream;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;

/** The few ops of a prediction, on the host and voxel by voxel. */
final class FakeGraph {

  private final NdArray image;
  private final NdArray weight;

  private FakeGraph(NdArray image, NdArray weight) {
    this.image = image;
    this.weight = weight;
  }

  /** A run with one input and one weight. */
  static Graph of(NdArray image, NdArray weight) {
    FakeGraph fake = new FakeGraph(image, weight);
    Class<?>[] types = {Graph.class};
    return (Graph) Proxy.newProxyInstance(Graph.class.getClassLoader(), types, fake::call);
  }

  private record Value(NdArray array) implements Tensor {
    @Override
    public int[] shape() {
      return array.shape();
    }
  }

  static NdArray array(Object tensor) {
    return ((Value) tensor).array();
  }

  static Tensor tensor(NdArray array) {
    return new Value(array);
  }

  private Object call(Object proxy, Method op, Object[] arguments) {
    return switch (op.getName()) {
      case "input" -> tensor(image);
      case "weight" -> tensor(weight);
      case "fullPrecision" -> arguments[0];
      case "flip" -> tensor(flip(array(arguments[0]), (int[]) arguments[1]));
      case "concat" -> tensor(concat(Arrays.stream((Tensor[]) arguments[1])));
      case "slice" -> tensor(slice(array(arguments[0]), (int) arguments[2], (int) arguments[3]));
      case "add" -> tensor(add(array(arguments[0]), array(arguments[1])));
      case "mul" -> tensor(mul(array(arguments[0]), (double) arguments[1]));
      default -> throw new UnsupportedOperationException(op.toString());
    };
  }

  private static NdArray flip(NdArray x, int[] axes) {
    int[] shape = x.shape();
    float[] out = new float[x.size()];
    for (int i = 0; i < out.length; i++) {
      int from = i;
      int stride = 1;
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        int at = axis;
        if (Arrays.stream(axes).anyMatch(flipped -> flipped == at)) {
          from += stride * (shape[axis] - 1 - 2 * (i / stride % shape[axis]));
        }
        stride *= shape[axis];
      }
      out[i] = x.floats()[from];
    }
    return NdArray.of(shape, out);
  }

  private static NdArray concat(Stream<Tensor> parts) {
    return parts
        .map(FakeGraph::array)
        .reduce(
            (a, b) -> {
              int[] shape = a.shape();
              shape[0] += b.shape()[0];
              float[] both = Arrays.copyOf(a.floats(), a.size() + b.size());
              System.arraycopy(b.floats(), 0, both, a.size(), b.size());
              return NdArray.of(shape, both);
            })
        .orElseThrow();
  }

  private static NdArray slice(NdArray x, int start, int length) {
    int[] shape = x.shape();
    int each = x.size() / shape[0];
    shape[0] = length;
    return NdArray.of(shape, Arrays.copyOfRange(x.floats(), start * each, (start + length) * each));
  }

  private static NdArray add(NdArray a, NdArray b) {
    float[] sum = a.floats().clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b.floats()[i];
    }
    return NdArray.of(a.shape(), sum);
  }

  private static NdArray mul(NdArray x, double factor) {
    float[] product = x.floats().clone();
    for (int i = 0; i < product.length; i++) {
      product[i] *= (float) factor;
    }
    return NdArray.of(x.shape(), product);
  }
}
