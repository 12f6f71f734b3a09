package org.voxelbench.memory.plain;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.voxelbench.engine.NdArray;

/** Parameters by nnU-Net's names; they belong to the scope in which they were made. */
final class PlainWeights {

  private final Map<String, Tensor> parameters = new LinkedHashMap<>();

  PlainWeights(Map<String, NdArray> initial) {
    initial.forEach((name, array) -> parameters.put(name, tensor(array).set_requires_grad(true)));
  }

  /** A new tensor of 32-bit floats. */
  static Tensor tensor(NdArray array) {
    int[] shape = array.shape();
    long[] sizes = new long[shape.length];
    for (int axis = 0; axis < sizes.length; axis++) {
      sizes[axis] = shape[axis];
    }
    Tensor tensor = torch.empty(sizes);
    tensor.data_ptr_float().put(array.floats());
    return tensor;
  }

  Tensor get(String name) {
    return parameters.get(name);
  }

  boolean has(String name) {
    return parameters.containsKey(name);
  }

  /** The bias of a layer, or none. */
  TensorOptional bias(String layer) {
    Tensor bias = get(layer + ".bias");
    return bias == null ? new TensorOptional() : new TensorOptional(bias);
  }

  TensorVector all() {
    return new TensorVector(parameters.values().toArray(Tensor[]::new));
  }
}
