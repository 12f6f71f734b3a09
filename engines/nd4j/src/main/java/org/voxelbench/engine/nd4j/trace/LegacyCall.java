package org.voxelbench.engine.nd4j.trace;

import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.factory.Nd4j;

/** An op of ND4J's older kind, which holds its arrays itself. */
record LegacyCall(Op op) implements Kernel.Call {

  @Override
  public void run() {
    Nd4j.getExecutioner().exec(op);
  }

  @Override
  public void close() {
    // It holds nothing native.
  }
}
