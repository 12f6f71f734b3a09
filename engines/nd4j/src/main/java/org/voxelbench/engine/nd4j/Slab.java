package org.voxelbench.engine.nd4j;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.nd4j.trace.HostCopies;

/**
 * One piece of memory in which all plans of an engine place their values, one plan at a time.
 *
 * <p>It grows to the largest plan's need and never shrinks before it is closed.
 */
final class Slab implements AutoCloseable {

  private final DataType type;
  private INDArray memory;
  private long capacity;
  private int generation;

  Slab(DataType type) {
    this.type = type;
  }

  /**
   * Makes room for a plan.
   *
   * @return a number that changes when the memory has moved, so that arrays in it must be made anew
   */
  int require(long values) {
    if (values > capacity) {
      close();
      try {
        memory = HostCopies.empty(type, values);
      } catch (OutOfMemoryError e) {
        throw new EngineException(
            "ND4J can't take "
                + values * type.width()
                + " bytes for a step; use a smaller patch or batch, or raise"
                + " -Dorg.bytedeco.javacpp.maxbytes.",
            e);
      }
      capacity = values;
      generation++;
    }
    return generation;
  }

  /** An array over a part of the memory. */
  INDArray array(long offset, long... shape) {
    return view(memory, offset, shape);
  }

  /** An array over a part of another one's memory. */
  static INDArray view(INDArray whole, long offset, long... shape) {
    return Nd4j.create(whole.data(), shape, strides(shape), offset, 'c');
  }

  private static long[] strides(long[] shape) {
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= shape[i];
    }
    return strides;
  }

  @Override
  public void close() {
    if (memory != null) {
      memory.close();
      memory = null;
      capacity = 0;
    }
  }
}
