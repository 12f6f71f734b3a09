package org.voxelbench.training.loss;

import java.util.ArrayList;
import java.util.List;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Ops;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.Architecture;

/**
 * A weighted sum of one loss over outputs of several resolutions (nnU-Net: {@code
 * deep_supervision.py}).
 *
 * @param loss the loss of one output
 * @param weights one weight per output, full resolution first; outputs of weight 0 are not computed
 */
public record DeepSupervision(SegmentationLoss loss, List<Double> weights) {

  public DeepSupervision {
    weights = List.copyOf(weights);
    if (weights.stream().noneMatch(weight -> weight > 0)) {
      throw new BadInputException("no output has a positive weight: " + weights + ".");
    }
  }

  /**
   * nnU-Net's weights: halved from output to output, 0 for the coarsest, 1 together; 1 for a single
   * output.
   */
  public static List<Double> weights(int outputs) {
    if (outputs == 1) {
      return List.of(1.0);
    }
    double sum = 2 - Math.scalb(1.0, 2 - outputs);
    List<Double> weights = new ArrayList<>();
    for (int output = 0; output < outputs - 1; output++) {
      weights.add(Math.scalb(1.0, -output) / sum);
    }
    weights.add(0.0);
    return List.copyOf(weights);
  }

  /** The weighted sum, a scalar. */
  public Tensor of(Ops ops, List<Tensor> logits, List<Tensor> targets) {
    if (logits.size() != weights.size() || targets.size() != weights.size()) {
      throw new BadInputException(
          "deep supervision of "
              + weights.size()
              + " outputs was given "
              + logits.size()
              + " logits and "
              + targets.size()
              + " targets.");
    }
    Tensor total = null;
    for (int i = 0; i < weights.size(); i++) {
      if (weights.get(i) > 0) {
        Tensor term = ops.mul(loss.of(ops, logits.get(i), targets.get(i)), weights.get(i));
        total = total == null ? term : ops.add(total, term);
      }
    }
    return total;
  }

  /**
   * The class map at the resolution of every output, full resolution first: the middle voxel of
   * each cell, the upper of two ("nearest-exact" in PyTorch).
   *
   * @param classMap {@code [N, 1, D, H, W]}, D, H and W multiples of the total stride
   */
  public static List<Tensor> targets(Ops ops, Tensor classMap, Architecture architecture) {
    List<Tensor> targets = new ArrayList<>();
    targets.add(classMap);
    int[] cell = {1, 1, 1};
    for (int stage = 1; stage < architecture.stages() - 1; stage++) {
      int[] stride = architecture.stride(stage);
      Tensor target = classMap;
      for (int axis = 0; axis < 3; axis++) {
        cell[axis] *= stride[axis];
        target = middles(ops, target, axis + 2, cell[axis]);
      }
      targets.add(target);
    }
    return targets;
  }

  private static Tensor middles(Ops ops, Tensor x, int axis, int cell) {
    if (cell == 1) {
      return x;
    }
    int[] shape = x.shape();
    if (shape[axis] % cell != 0) {
      throw new BadInputException(
          "an axis of " + shape[axis] + " voxels can't be divided into cells of " + cell + ".");
    }
    int before = 1;
    for (int i = 0; i < axis; i++) {
      before *= shape[i];
    }
    int cells = shape[axis] / cell;
    int after = Math.toIntExact(NdArray.size(shape) / before / shape[axis]);
    Tensor split = ops.reshape(x, before, cells, cell, after);
    shape[axis] = cells;
    return ops.reshape(ops.slice(split, 2, cell / 2, 1), shape);
  }
}
