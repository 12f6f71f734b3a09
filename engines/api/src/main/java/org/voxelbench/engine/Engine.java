package org.voxelbench.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.voxelbench.engine.energy.EnergyMeter;
import org.voxelbench.engine.ranks.Ranks;

/**
 * Runs programs on one device. Not safe for use by several threads, except {@link #stage}, which a
 * loader thread may call while a step runs.
 *
 * <p>Native memory is freed by {@code close()} of what was opened, never by the garbage collector.
 */
public interface Engine extends AutoCloseable {

  /** What this engine is. */
  EngineInfo info();

  /** Copies named initial values to the device as weights, in the map's order. */
  Weights weights(Map<String, NdArray> initial);

  /** Copies named inputs to the device, pinned and asynchronously where the device can. */
  Batch stage(Map<String, NdArray> inputs);

  /** The ranks that compute batches staged for them. */
  default Ranks ranks() {
    return Ranks.one();
  }

  /**
   * Stages a batch for all ranks: an objective that runs over it is that of the shares of all, of
   * which this process computes its own.
   *
   * @param shares inputs of this process's ranks, in order, of equal names and shapes
   */
  default Batch stageRanks(List<Map<String, NdArray>> shares) {
    if (shares.size() != 1) {
      throw new EngineException(
          "this engine computes whole batches and was given " + shares.size() + " shares of one.");
    }
    return stage(shares.get(0));
  }

  /**
   * The numbers of all processes, each its own row, in their order; waits for all of them.
   *
   * @throws org.voxelbench.engine.ranks.LostProcessException if one is gone or doesn't answer in
   *     time
   */
  default double[][] gather(double... own) {
    return new double[][] {own};
  }

  /**
   * Starts a training of some of the weights with fresh optimiser state.
   *
   * @param objective a program that returns {@link Program#LOSS}
   * @param trainable names of the weights that the optimiser moves; the others stay exactly as they
   *     are
   */
  Training training(Program objective, Weights weights, Set<String> trainable, Optimizer optimizer);

  /** Prepares a program for evaluation without gradients. */
  Inference inference(Program program, Weights weights);

  /**
   * Opens a mean of patches on the device, for as much memory as {@code channels + 1} volumes take.
   *
   * @param volume voxels per axis, {@code [D, H, W]}
   * @param weights how much each voxel of a patch counts, {@code [d, h, w]}
   * @return empty if the engine keeps none, so that patches are read and averaged on the host
   */
  default Optional<PatchMean> patchMean(int channels, int[] volume, NdArray weights) {
    return Optional.empty();
  }

  /**
   * The value and the gradients of a program's loss, with respect to every weight and every input,
   * without any update.
   *
   * <p>For checks; training does not go through it.
   */
  Gradients gradients(Program objective, Weights weights, Batch batch);

  /**
   * What else there is to know of the device and its libraries, such as a card's driver: label to
   * value, in display order.
   */
  default Map<String, String> facts() {
    return Map.of();
  }

  /** What the user should know before a long training, one sentence each; none as a rule. */
  default List<String> warnings() {
    return List.of();
  }

  /**
   * Bytes of the device's memory at the peak since the engine was opened or {@link
   * #resetPeakMemory} was called: what the engine held of a card's, or the process's resident
   * memory on the CPU.
   */
  long peakMemoryBytes();

  /**
   * Lets the peaks of the device's memory and of the process's begin anew, from what is held now.
   *
   * @return whether it could; where it couldn't, peaks stay those of a longer time
   */
  boolean resetPeakMemory();

  /** Bytes of a card's memory that can be taken; empty on the CPU or where nobody tells. */
  default OptionalLong freeMemoryBytes() {
    return OptionalLong.empty();
  }

  /** Energy that the device has used since the engine was opened, by {@link EnergyMeter}. */
  double energyJoules();

  @Override
  void close();
}
