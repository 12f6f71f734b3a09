package org.voxelbench.engine.nd4j.trace;

import java.util.function.BiFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.Op;

/** How a traced op is computed on arrays. */
@FunctionalInterface
public interface Kernel {

  /** Prepares the computation on fixed arrays. */
  Call bind(INDArray[] inputs, INDArray[] outputs);

  /** One of ND4J's elementwise ops of one operand. */
  static Kernel transform(BiFunction<INDArray, INDArray, Op> op) {
    return (inputs, outputs) -> new LegacyCall(op.apply(inputs[0], outputs[0]));
  }

  /** One of ND4J's ops that writes an array without reading another. */
  static Kernel source(BiFunction<INDArray, INDArray, Op> op) {
    return (inputs, outputs) -> new LegacyCall(op.apply(outputs[0], outputs[0]));
  }

  /** A kernel bound to its arrays. */
  interface Call extends AutoCloseable {

    void run();

    @Override
    void close();
  }
}
