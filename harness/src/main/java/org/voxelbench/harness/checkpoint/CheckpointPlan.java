package org.voxelbench.harness.checkpoint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.format.JsonFields;
import org.voxelbench.base.format.JsonFile;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.preparation.plan.FixedPlanner;
import org.voxelbench.preparation.plan.Normalization;
import org.voxelbench.weights.WeightsArchive;
import org.voxelbench.weights.nnssl.AdaptationPlan;

/** The plan that a checkpoint states: its own adaptation plan, or that of the file beside it. */
public final class CheckpointPlan {

  /** What released checkpoints have beside them. */
  private static final String BESIDE = "adaptation_plan.json";

  private static final String Z_SCORE = Normalization.Z_SCORE.className();

  private CheckpointPlan() {}

  /**
   * The adaptation plan of an open file, if there is one.
   *
   * @throws BadInputException if it can't be used
   */
  @SuppressWarnings("unchecked")
  public static Optional<AdaptationPlan> of(WeightsArchive archive) {
    Path file = archive.file();
    Object own = archive.content().get(AdaptationPlan.KEY);
    if (own instanceof Map<?, ?> plan) {
      return Optional.of(AdaptationPlan.of(file.toString(), (Map<String, Object>) plan));
    }
    Path beside = file.toAbsolutePath().resolveSibling(BESIDE);
    return Files.isRegularFile(beside)
        ? Optional.of(AdaptationPlan.read(new JsonFields(beside.toString(), JsonFile.read(beside))))
        : Optional.empty();
  }

  /**
   * The plan that it asks for downstream.
   *
   * @param file names the checkpoint in errors
   * @param batchSize patches per batch, which an adaptation plan leaves open
   * @throws BadInputException if it asks for what can't be done here
   */
  static FixedPlanner planner(Path file, AdaptationPlan plan, int batchSize) {
    List<Double> spacing =
        plan.pretraining()
            .spacing()
            .orElseThrow(
                () ->
                    new BadInputException(
                        file
                            + ": its adaptation plan states no spacing, for its images kept their"
                            + " own; give 'plan: no-resampling'."));
    List<String> schemes = plan.pretraining().normalizationSchemes();
    if (!schemes.stream().allMatch(Z_SCORE::equals)) {
      throw new BadInputException(
          file
              + ": its adaptation plan normalises images by "
              + schemes
              + ", but here they are normalised by "
              + Z_SCORE
              + "; give 'plan: fixed' to train it so all the same.");
    }
    Architecture network = plan.architecture().architecture();
    int[] stride = network.totalStride();
    for (int axis = 0; axis < stride.length; axis++) {
      if (plan.downstreamPatch().get(axis) % stride[axis] != 0) {
        throw new BadInputException(
            file
                + ": its adaptation plan recommends the patch "
                + plan.downstreamPatch()
                + ", which its network's stride does not divide; give 'plan: fixed'.");
      }
    }
    return new FixedPlanner(spacing, plan.downstreamPatch(), network, batchSize);
  }
}
