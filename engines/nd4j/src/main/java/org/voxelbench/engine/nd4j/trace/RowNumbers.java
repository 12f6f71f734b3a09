package org.voxelbench.engine.nd4j.trace;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.OpChecks;

/**
 * The rows that an index names, numbered through all samples; by the host, which refuses a row that
 * is not there before libnd4j reads beside the memory.
 *
 * @param x {@code [N, T, E]}
 * @param index {@code [N, V]}
 */
record RowNumbers(TracedTensor x, TracedTensor index) implements Kernel {

  @Override
  public Call bind(INDArray[] inputs, INDArray[] outputs) {
    return new HostCall(inputs[0], outputs[0]);
  }

  private long[] numbers(NdArray named) {
    int rows = x.shape()[1];
    int perSample = index.shape()[1];
    long[] numbers = new long[named.size()];
    for (int i = 0; i < numbers.length; i++) {
      double row = named.at(i);
      if (!(row >= 0 && row < rows && row == Math.rint(row))) {
        throw OpChecks.noSuchRow(x, index);
      }
      numbers[i] = (long) (i / perSample) * rows + (long) row;
    }
    return numbers;
  }

  private final class HostCall implements Call {

    private final INDArray from;
    private final INDArray to;

    HostCall(INDArray from, INDArray to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public void run() {
      try (INDArray own = from.dup('c')) {
        long[] numbers = numbers(HostCopies.toHost(own, index.shape()));
        try (INDArray copy = Nd4j.create(numbers, to.shape(), DataType.LONG)) {
          HostCopies.copy(copy, to);
        }
      }
    }

    @Override
    public void close() {
      // It holds nothing native.
    }
  }
}
