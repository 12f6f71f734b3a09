package org.voxelbench.engine.torch;

import java.util.Arrays;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.Tensor;

/** A handle to one of LibTorch's tensors, inside one run of a program. */
final class TorchTensor implements Tensor {

  private final org.bytedeco.pytorch.Tensor value;
  private final int[] shape;

  TorchTensor(org.bytedeco.pytorch.Tensor value) {
    this.value = value;
    this.shape = shapeOf(value);
  }

  static int[] shapeOf(org.bytedeco.pytorch.Tensor value) {
    int[] shape = new int[Math.toIntExact(value.dim())];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = Math.toIntExact(value.size(i));
    }
    return shape;
  }

  /** Whether the tensor's elements are of the type. */
  static boolean is(org.bytedeco.pytorch.Tensor value, ScalarType type) {
    // What comes back from C++ is a copy of the enum's constant until it is interned.
    return value.scalar_type().intern() == type;
  }

  /** LibTorch's tensor behind a handle of this engine. */
  static org.bytedeco.pytorch.Tensor value(Tensor tensor) {
    if (!(tensor instanceof TorchTensor handle)) {
      throw new EngineException("the tensor " + tensor + " is not one of the torch engine.");
    }
    if (handle.value.isNull()) {
      throw new EngineException(
          "the tensor " + tensor + " is used after its program returned; build it again.");
    }
    return handle.value;
  }

  /** As {@link #value}, in full precision if it is in bfloat16. */
  static org.bytedeco.pytorch.Tensor accurate(Tensor tensor) {
    org.bytedeco.pytorch.Tensor value = value(tensor);
    return is(value, ScalarType.BFloat16) ? value.to(ScalarType.Float) : value;
  }

  @Override
  public int[] shape() {
    return shape.clone();
  }

  @Override
  public String toString() {
    return Arrays.toString(shape);
  }
}
