package org.voxelbench.training.pretext;

import java.util.Map;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.training.network.WeightShapes;
import org.voxelbench.training.transfer.TransferScope;

/**
 * What a method trains the backbone on: input and target, objective, and what leaves pre-training.
 *
 * <p>An implementation holds its settings and nothing else.
 */
public interface PretextTask {

  /**
   * What {@link #prepare} is given.
   *
   * <p>It depends on its argument and the settings alone.
   *
   * @param patch the protocol's patch, {@code [D, H, W]}
   */
  default PretextPatches patches(int[] patch) {
    return PretextPatches.single(patch);
  }

  /**
   * The same task as it is posed to a network: itself, unless it differs from network to network.
   *
   * @throws org.voxelbench.base.BadInputException if these settings can't be followed on it
   */
  default PretextTask on(Architecture network) {
    return this;
  }

  /**
   * The size {@code [D, H, W]} of the images that go through the backbone, for which networks whose
   * weights depend on it are laid out; the patch's unless the task cuts crops.
   *
   * @param patch the protocol's patch, {@code [D, H, W]}
   */
  default int[] input(int[] patch) {
    return patch;
  }

  /**
   * The same task with a loss that leaves out the voxels that masks of the corpus mark, such as
   * faces that were made unrecognisable; asked for where the corpus has masks.
   *
   * <p>It asks for weights ({@link PretextPatches#weighted}) and multiplies each voxel's share of
   * the loss by its own; inputs of the network stay as they are. It has the same weights, and moves
   * the same of them. A task that returns itself, as this does, takes no notice of masks, and the
   * report says so.
   */
  default PretextTask weighted() {
    return this;
  }

  /**
   * The same task as it is posed on validation images: itself, unless it changes training images in
   * ways that are no part of the task.
   *
   * <p>It has the same objective and weights, and asks for the same patches; only {@link #prepare}
   * may differ.
   */
  default PretextTask validation() {
    return this;
  }

  /**
   * Whether several ranks, each with a share of the samples, may minimise it together.
   *
   * <p>Then {@link #prepare} treats each sample by itself, what it draws from the batch's stream
   * doesn't depend on their number, and the objective sums and takes means over the ranks too
   * wherever it does so over samples ({@link org.voxelbench.engine.Ops#sumRanks}).
   */
  default boolean overRanks() {
    return false;
  }

  /** Output channels of the decoder; 1 for a reconstruction. */
  default int outputChannels() {
    return 1;
  }

  /**
   * The method's own weights, trained with the backbone's and left behind: tokens, projections,
   * heads.
   *
   * <p>Names must not start with {@code encoder.} or {@code decoder.}.
   */
  default WeightShapes weights(Architecture backbone) {
    return WeightShapes.none();
  }

  /**
   * Makes the objective's inputs from raw patches, on the CPU, on a loader thread.
   *
   * <p>It may draw from the batch's random streams only, and may not change the patches, keep them,
   * or look at the clock. The same batch must give the same inputs; every batch must give inputs of
   * the same names and shapes.
   *
   * @return inputs by name, as the objective reads them
   */
  Map<String, NdArray> prepare(PretextBatch batch);

  /**
   * The scalar to minimise, built from the prepared inputs on the backbone.
   *
   * <p>It may use ops, inputs, own weights and the backbone only: no random numbers, no state. It
   * is also run for validation, without gradients. A weight that it leaves out is not moved.
   */
  Tensor objective(Graph graph, Backbone backbone);

  /**
   * What shows a reader what was learnt, for a validation batch; never used in training.
   *
   * <p>Volumes {@code [N, 1, D, H, W]} become pictures side by side in the order of this map, such
   * as the input as the network saw it, its output, the original; scalars become numbers beside
   * them.
   */
  default Map<String, Tensor> preview(Graph graph, Backbone backbone) {
    return Map.of();
  }

  /**
   * What the trained weights are when they leave pre-training; what they are in it unless a task
   * says else.
   *
   * @param trained by name
   * @param random a stream of the run that starts from them, for any draws
   */
  default Map<String, NdArray> released(Map<String, NdArray> trained, RandomStream random) {
    return trained;
  }

  /** Which weights move to the downstream network. */
  TransferScope transfer();
}
