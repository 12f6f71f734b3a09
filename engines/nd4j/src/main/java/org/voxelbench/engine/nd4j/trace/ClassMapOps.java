package org.voxelbench.engine.nd4j.trace;

import java.util.Arrays;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.OpChecks;
import org.voxelbench.engine.Tensor;

/** Ops on maps of class numbers. */
interface ClassMapOps extends TraceOps {

  @Override
  default TracedTensor oneHot(Tensor classMap, int classes) {
    OpChecks.oneHot(classMap, classes);
    double[] numbers = new double[classes];
    Arrays.setAll(numbers, i -> i);
    int[] perChannel = new int[classMap.shape().length];
    Arrays.fill(perChannel, 1);
    perChannel[1] = classes;
    return equal(classMap, trace().constant(NdArray.of(perChannel, numbers)));
  }

  /** A class that is not there makes its voxel NaN, so that the step is not taken. */
  @Override
  default TracedTensor gatherClass(Tensor x, Tensor classMap) {
    OpChecks.gatherClass(x, classMap);
    TracedTensor chosen = oneHot(classMap, x.shape()[1]);
    TracedTensor value = div(sum(mul(x, chosen), true, 1), sum(chosen, true, 1));
    return differentiated("gatherClass", value, g -> new TracedTensor[] {mul(chosen, g)}, own(x));
  }
}
