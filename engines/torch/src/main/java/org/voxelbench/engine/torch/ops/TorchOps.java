package org.voxelbench.engine.torch.ops;

import org.bytedeco.pytorch.global.torch.ScalarType;
import org.voxelbench.engine.Ops;
import org.voxelbench.engine.Tensor;

/** What the families of ops share: how they get at LibTorch's tensors and hand out new ones. */
interface TorchOps extends Ops {

  /** LibTorch's tensor behind a handle that an op reads. */
  org.bytedeco.pytorch.Tensor value(Tensor x);

  /** A handle to what an op computed. */
  Tensor result(org.bytedeco.pytorch.Tensor value);

  /**
   * A handle to what an op computed into memory of its own that its gradient doesn't need, so that
   * a later op may overwrite it.
   */
  Tensor fresh(org.bytedeco.pytorch.Tensor value);

  /** Whether the op at hand may overwrite a value: it is fresh, and nothing else reads it. */
  boolean mayOverwrite(Tensor x);

  /** As {@link #value}, in full precision if it is in bfloat16. */
  default org.bytedeco.pytorch.Tensor accurate(Tensor x) {
    org.bytedeco.pytorch.Tensor value = value(x);
    return TorchTensor.is(value, ScalarType.BFloat16) ? value.to(ScalarType.Float) : value;
  }
}
