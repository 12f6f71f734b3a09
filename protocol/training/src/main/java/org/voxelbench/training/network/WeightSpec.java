package org.voxelbench.training.network;

import java.util.Arrays;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.NdArray;

/**
 * One weight of a network: what its name, shape and purpose are.
 *
 * @param name nnU-Net's name
 * @param role what it is for, which decides how it is drawn
 * @param fanIn inputs of one unit of the layer, as PyTorch counts them; 0 for norms
 * @param start what it is drawn from whatever the initialisation; null if its role says that
 * @param shape the shape
 */
public record WeightSpec(String name, Role role, int fanIn, Start start, int... shape) {

  /**
   * A normal distribution.
   *
   * @param deviation its standard deviation; 0 for its mean alone
   */
  public record Start(double mean, double deviation) {}

  /** What a weight is for. */
  public enum Role {
    /** Weight of a convolution, transposed convolution or linear layer. */
    KERNEL,
    /** Bias of such a layer. */
    BIAS,
    /** Scale of a norm. */
    SCALE,
    /** Shift of a norm. */
    SHIFT,
    /** Scale of the norm that closes a residual branch. */
    RESIDUAL_SCALE,
    /** Shift of the norm that closes a residual branch. */
    RESIDUAL_SHIFT,
    /** What stands for something that is not shown. */
    TOKEN,
    /** Any that states what it is drawn from. */
    DRAWN
  }

  public WeightSpec {
    shape = shape.clone();
    if (NdArray.size(shape) == 0) {
      throw new BadInputException(
          "weight '" + name + "' would be empty, its shape is " + Arrays.toString(shape) + ".");
    }
  }

  @Override
  public int[] shape() {
    return shape.clone();
  }

  /** The number of values. */
  public long size() {
    return NdArray.size(shape);
  }
}
