package org.voxelbench.engine.nd4j.trace;

import org.nd4j.linalg.api.blas.Level1;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Arithmetic on vectors in place, without temporary arrays. */
public final class Vectors {

  private Vectors() {}

  private static Level1 blas() {
    return Nd4j.getBlasWrapper().level1();
  }

  /** {@code y += factor * x}. */
  public static void addScaled(INDArray y, double factor, INDArray x) {
    if (factor != 0) {
      blas().axpy(x.length(), factor, x, y);
    }
  }

  /** {@code x *= factor}. */
  public static void scale(INDArray x, double factor) {
    if (factor != 1) {
      blas().scal(x.length(), factor, x);
    }
  }
}
