package org.voxelbench.engine.torch.ops;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.voxelbench.engine.EngineException;

/**
 * oneDNN's product of matrices of 32-bit floats on the CPU, written where it is wanted; without
 * gradients.
 */
final class MatrixProduct {

  /**
   * A matrix as it lies in memory.
   *
   * @param values its first
   * @param turned whether its columns lie side by side, as {@code T}, not its rows, as {@code N}
   * @param stride values from one row or column to the next
   */
  private record Operand(Tensor values, char turned, long stride) {

    static Operand of(Tensor matrix) {
      long rows = matrix.size(0);
      long columns = matrix.size(1);
      if (matrix.stride(1) == 1 && matrix.stride(0) >= columns) {
        return new Operand(matrix, 'N', matrix.stride(0));
      }
      if (matrix.stride(0) == 1 && matrix.stride(1) >= rows) {
        return new Operand(matrix, 'T', matrix.stride(1));
      }
      return new Operand(matrix.contiguous(), 'N', columns);
    }

    FloatPointer pointer() {
      return new FloatPointer(values.data_ptr());
    }
  }

  private MatrixProduct() {}

  /**
   * {@code sum = a b + kept sum}.
   *
   * @param a {@code [M, K]}, whose rows or columns may lie side by side
   * @param b {@code [K, N]}, in the same way
   * @param sum {@code [M, N]}, row by row without a gap
   * @param kept 0 to write over what is there, 1 to add to it
   */
  static void into(Tensor sum, Tensor a, Tensor b, float kept) {
    Operand left = Operand.of(a);
    Operand right = Operand.of(b);
    int status =
        dnnl.dnnl_sgemm(
            (byte) left.turned,
            (byte) right.turned,
            a.size(0),
            b.size(1),
            a.size(1),
            1,
            left.pointer(),
            left.stride,
            right.pointer(),
            right.stride,
            kept,
            new FloatPointer(sum.data_ptr()),
            sum.size(1));
    if (status != dnnl.dnnl_success) {
      throw new EngineException("oneDNN's product of matrices failed with status " + status + ".");
    }
  }
}
