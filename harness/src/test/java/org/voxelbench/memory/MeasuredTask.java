package org.voxelbench.memory;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Optimizer;
import org.voxelbench.engine.Program;
import org.voxelbench.training.network.Initialization;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.network.WeightShapes;
import org.voxelbench.training.protocol.FixedPlan;

/**
 * A training on a made-up batch.
 *
 * @param name the method's id, or one of {@link MeasuredTasks#SCRATCH} and its kind
 * @param plan patch, batch and network
 * @param network the backbone
 * @param program the objective
 * @param weights the weights of backbone and method
 * @param inputs the batch
 */
public record MeasuredTask(
    String name,
    FixedPlan plan,
    Network network,
    Program program,
    WeightShapes weights,
    Map<String, NdArray> inputs) {

  /** nnU-Net's optimiser and a rate at which a step changes the loss, yet not beyond rounding. */
  public static final Optimizer.Sgd OPTIMIZER = Optimizer.Sgd.nnUNet();

  public static final double LEARNING_RATE = 0.001;

  /** Weights before the first step, the same whoever asks. */
  public Map<String, NdArray> initial() {
    return Initialization.PYTORCH.draw(weights, new RandomStreams(1));
  }

  /** The weights that the loss reaches. */
  public Set<String> trainable() {
    Set<String> names = new LinkedHashSet<>(weights.names());
    names.removeAll(network.idleWeights());
    return names;
  }

  /** Voxels that the network reads in a step: those of the largest input. */
  public long voxels() {
    return inputs.values().stream()
        .map(NdArray::shape)
        .filter(shape -> shape.length == 5)
        .mapToLong(shape -> Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact))
        .max()
        .orElseThrow();
  }
}
