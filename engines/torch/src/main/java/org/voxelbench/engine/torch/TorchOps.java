package org.voxelbench.engine.torch;

import org.bytedeco.pytorch.global.torch.ScalarType;
import org.voxelbench.engine.Ops;
import org.voxelbench.engine.Tensor;

/** What the families of ops share: how they get at LibTorch's tensors and hand out new ones. */
interface TorchOps extends Ops {

  /** LibTorch's tensor behind a handle that an op reads. */
  org.bytedeco.pytorch.Tensor value(Tensor x);

  /** A handle to what an op computed. */
  Tensor result(org.bytedeco.pytorch.Tensor value);

  /** As {@link #value}, in full precision if it is in bfloat16. */
  default org.bytedeco.pytorch.Tensor accurate(Tensor x) {
    org.bytedeco.pytorch.Tensor value = value(x);
    return TorchTensor.is(value, ScalarType.BFloat16) ? value.to(ScalarType.Float) : value;
  }
}
