package org.voxelbench.engine.nd4j.trace;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Shapes;

/** Copies between arrays on the host and ND4J's arrays, each with memory of its own. */
public final class HostCopies {

  private static final boolean ON_CPU =
      Nd4j.getExecutioner().type() == OpExecutioner.ExecutionerType.NATIVE_CPU;

  private HostCopies() {}

  /** A new array that its owner closes. */
  public static INDArray empty(DataType type, long... shape) {
    return Nd4j.createUninitializedDetached(type, shape);
  }

  /** A new array of the type with the array's values. */
  public static INDArray toDevice(NdArray array, DataType type) {
    INDArray copy = empty(type, Shapes.longs(array.shape()));
    write(array, copy);
    return copy;
  }

  /** Overwrites an array that has memory of its own. */
  public static void write(NdArray array, INDArray to) {
    if (array.size() == 0) {
      return;
    }
    DataBuffer buffer = to.data();
    if (to.dataType() == DataType.DOUBLE) {
      if (ON_CPU) {
        new DoublePointer(buffer.addressPointer()).put(array.doubles());
      } else {
        buffer.setData(array.doubles());
      }
    } else if (ON_CPU) {
      new FloatPointer(buffer.addressPointer()).put(array.floats());
    } else {
      buffer.setData(array.floats());
    }
  }

  /** The values of an array that has memory of its own, in that array's type. */
  public static NdArray toHost(INDArray array, int[] shape) {
    long size = NdArray.size(shape);
    if (size > Integer.MAX_VALUE - 8) {
      throw new EngineException(
          "a result holds " + size + " values, more than a Java array can; ask for a part of it.");
    }
    if (array.dataType() == DataType.DOUBLE) {
      double[] values = new double[(int) size];
      if (size > 0) {
        if (ON_CPU) {
          new DoublePointer(array.data().addressPointer()).get(values);
        } else {
          System.arraycopy(array.data().asDouble(), 0, values, 0, values.length);
        }
      }
      return NdArray.of(shape, values);
    }
    float[] values = new float[(int) size];
    if (size > 0) {
      if (ON_CPU) {
        new FloatPointer(array.data().addressPointer()).get(values);
      } else {
        System.arraycopy(array.data().asFloat(), 0, values, 0, values.length);
      }
    }
    return NdArray.of(shape, values);
  }

  /** Copies values between arrays of equal type and size. */
  public static void copy(INDArray from, INDArray to) {
    if (from.length() > 0) {
      Nd4j.getMemoryManager().memcpy(to.data(), from.data());
    }
  }
}
