package org.voxelbench.engine.nd4j.trace;

import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One of libnd4j's own ops, found by its name.
 *
 * @param name the op's name in libnd4j
 * @param ints its whole-numbered arguments
 * @param reals its real arguments
 * @param flags its flags
 */
public record NativeKernel(String name, long[] ints, double[] reals, boolean[] flags)
    implements Kernel {

  public static NativeKernel of(String name, long... ints) {
    return new NativeKernel(name, ints, new double[0], new boolean[0]);
  }

  NativeKernel with(double... more) {
    return new NativeKernel(name, ints, more, flags);
  }

  NativeKernel with(boolean... more) {
    return new NativeKernel(name, ints, reals, more);
  }

  @Override
  public Call bind(INDArray[] inputs, INDArray[] outputs) {
    DynamicCustomOp op = DynamicCustomOp.builder(name).build();
    OpContext context = Nd4j.getExecutioner().buildContext();
    try (PointerScope arguments = new PointerScope()) {
      context.setIArguments(ints);
      context.setTArguments(reals);
      context.setBArguments(flags);
    }
    // Shapes are known from the trace.
    context.shapeFunctionOverride(true);
    context.setInputArrays(inputs);
    context.setOutputArrays(outputs);
    return new ContextCall(op, context);
  }

  private record ContextCall(DynamicCustomOp op, OpContext context) implements Call {

    @Override
    public void run() {
      Nd4j.getExecutioner().exec(op, context);
    }

    @Override
    public void close() {
      context.purge();
    }
  }

  @Override
  public String toString() {
    return name + Arrays.toString(ints);
  }
}
