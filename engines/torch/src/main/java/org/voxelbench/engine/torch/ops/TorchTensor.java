package org.voxelbench.engine.torch.ops;

import java.util.Arrays;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.Tensor;

/** A handle to one of LibTorch's tensors, inside one run of a program. */
public final class TorchTensor implements Tensor {

  /** The number of an input or a weight, which no op computed. */
  public static final int GIVEN = -1;

  private final org.bytedeco.pytorch.Tensor value;
  private final int[] shape;
  private final int number;
  private final boolean fresh;
  private boolean freed;

  /**
   * @param number the number of the op that computed it, or {@link #GIVEN}
   * @param fresh whether its memory is its own and not needed for its gradient
   */
  public TorchTensor(org.bytedeco.pytorch.Tensor value, int number, boolean fresh) {
    this.value = value;
    this.shape = shapeOf(value);
    this.number = number;
    this.fresh = fresh;
  }

  public int number() {
    return number;
  }

  public boolean fresh() {
    return fresh;
  }

  public static int[] shapeOf(org.bytedeco.pytorch.Tensor value) {
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

  /** The handle as one of this engine. */
  public static TorchTensor own(Tensor tensor) {
    if (!(tensor instanceof TorchTensor handle)) {
      throw new EngineException("the tensor " + tensor + " is not one of the torch engine.");
    }
    return handle;
  }

  /** LibTorch's tensor. */
  public org.bytedeco.pytorch.Tensor value() {
    if (freed || value.isNull()) {
      throw new EngineException(
          "the tensor "
              + this
              + " is dead: a program must build its tensors anew in each run, with the same ops"
              + " for the same shapes.");
    }
    return value;
  }

  /** Takes a reference to LibTorch's tensor, to be given up by {@link #free}. */
  public TorchTensor retained() {
    value.retainReference();
    return this;
  }

  /** Gives up the reference, once. */
  public void free() {
    if (!freed) {
      freed = true;
      value.releaseReference();
    }
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
