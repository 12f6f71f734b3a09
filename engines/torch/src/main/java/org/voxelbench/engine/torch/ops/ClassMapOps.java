package org.voxelbench.engine.torch.ops;

import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.voxelbench.engine.OpChecks;
import org.voxelbench.engine.Tensor;

/** Ops on maps of class numbers. */
public interface ClassMapOps extends TorchOps {

  @Override
  default Tensor oneHot(Tensor classMap, int classes) {
    OpChecks.oneHot(classMap, classes);
    org.bytedeco.pytorch.Tensor map = accurate(classMap);
    long[] perChannel = new long[classMap.shape().length];
    Arrays.fill(perChannel, 1);
    perChannel[1] = classes;
    TensorOptions options = map.options();
    var numbers = torch.arange(new Scalar((long) classes), options).reshape(perChannel);
    return result(map.eq(numbers).to(map.scalar_type()));
  }

  @Override
  default Tensor gatherClass(Tensor x, Tensor classMap) {
    OpChecks.gatherClass(x, classMap);
    org.bytedeco.pytorch.Tensor map = value(classMap).detach().to(ScalarType.Long);
    org.bytedeco.pytorch.Tensor channels = value(x);
    if (!channels.device().is_cuda()) {
      return result(channels.gather(1, map));
    }
    // On the CPU LibTorch refuses a class that is not there; on CUDA that would end the process's
    // use of the device, so such voxels become NaN and the step is not taken.
    Scalar none = new Scalar(Double.NaN);
    Scalar last = new Scalar((long) x.shape()[1] - 1);
    var nearest = map.clamp(new ScalarOptional(new Scalar(0L)), new ScalarOptional(last));
    return result(torch.where(map.eq(nearest), channels.gather(1, nearest), none));
  }
}
