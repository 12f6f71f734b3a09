package org.voxelbench.training.protocol;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.voxelbench.base.BadInputException;
import org.voxelbench.training.network.Initialization;
import org.voxelbench.training.schedule.LearningRateSchedule;
import org.voxelbench.training.schedule.Schedule;

/**
 * The pre-training, the same for all methods unless {@code recipes: own} lets their entries differ.
 *
 * @param datasets unlabelled data sets; a labelled one lends the images, each channel one, that no
 *     run is evaluated on
 * @param batchSize samples a batch
 * @param length how long it is
 * @param learningRate peak rate; it falls polynomially to 0
 * @param optimizer the update rule
 * @param initialization {@code he} (nnU-Net's) or {@code pytorch} (the released code's)
 * @param keep which images of unlabelled data sets are kept, a filter's name or its keys; null for
 *     all
 * @param masks {@code weigh} so that voxels which a mask of the corpus marks count nothing in the
 *     loss, or {@code unused}; null for {@code weigh}
 * @param maxSkipped share of the images of an unlabelled data set that may be left out because they
 *     are damaged; null for 0.01, but at least 5 images
 * @param warmUpEpochs epochs in which the rate rises linearly to its peak, before it falls; null
 *     for 0
 */
public record PretrainingSettings(
    List<String> datasets,
    int batchSize,
    Length length,
    double learningRate,
    OptimizerSettings optimizer,
    Initialization initialization,
    @JsonInclude(NON_NULL) Keep keep,
    @JsonInclude(NON_NULL) MaskUse masks,
    @JsonInclude(NON_NULL) Double maxSkipped,
    @JsonInclude(NON_NULL) Integer warmUpEpochs) {

  private static final double USUAL_SKIPPED = 0.01;
  private static final int FEW_SKIPPED = 5;

  public PretrainingSettings {
    datasets = Checks.nonEmpty("pretraining.datasets", datasets);
    Checks.atLeast("pretraining.batchSize", batchSize, 1);
    Checks.present("pretraining.length", length);
    Checks.positive("pretraining.learningRate", learningRate);
    Checks.present("pretraining.optimizer", optimizer);
    Checks.present("pretraining.initialization", initialization);
    // The usual way is not written down, so that it has one hash.
    masks = masks == MaskUse.WEIGH ? null : masks;
    if (maxSkipped != null && !(maxSkipped >= 0 && maxSkipped <= 1)) {
      throw new BadInputException(
          "pretraining.maxSkipped (" + maxSkipped + ") must lie in [0, 1].");
    }
    if (warmUpEpochs != null) {
      Checks.atLeast("pretraining.warmUpEpochs", warmUpEpochs, 0);
      warmUpEpochs = warmUpEpochs == 0 ? null : warmUpEpochs;
    }
  }

  /**
   * Rate of each epoch.
   *
   * @throws BadInputException if the warm-up leaves no epoch
   */
  public LearningRateSchedule schedule() {
    return warmUpEpochs == null
        ? Schedule.DEFAULT.over(learningRate, 0, length.epochs())
        : Schedule.WARM_UP.over(learningRate, warmUpEpochs, length.epochs());
  }

  /** On all images of the data sets. */
  public PretrainingSettings(
      List<String> datasets,
      int batchSize,
      Length length,
      double learningRate,
      OptimizerSettings optimizer,
      Initialization initialization) {
    this(
        datasets,
        batchSize,
        length,
        learningRate,
        optimizer,
        initialization,
        null,
        null,
        null,
        null);
  }

  /** The same of another batch size and length. */
  public PretrainingSettings with(int otherBatchSize, Length otherLength) {
    return with(otherBatchSize, otherLength, learningRate, optimizer);
  }

  /** The same under another recipe. */
  PretrainingSettings with(
      int otherBatchSize,
      Length otherLength,
      double otherLearningRate,
      OptimizerSettings otherOptimizer) {
    return new PretrainingSettings(
        datasets,
        otherBatchSize,
        otherLength,
        otherLearningRate,
        otherOptimizer,
        initialization,
        keep,
        masks,
        maxSkipped,
        warmUpEpochs);
  }

  /** What its weights depend on: all but the bound on images that are left out. */
  public PretrainingSettings comparable() {
    return new PretrainingSettings(
        datasets,
        batchSize,
        length,
        learningRate,
        optimizer,
        initialization,
        keep,
        masks,
        null,
        warmUpEpochs);
  }

  /** Whether masks are read. */
  public boolean usesMasks() {
    return masks != MaskUse.UNUSED;
  }

  /** How many of so many images may be left out because they are damaged. */
  public int mostSkipped(int images) {
    return maxSkipped == null
        ? Math.max(FEW_SKIPPED, (int) (USUAL_SKIPPED * images))
        : (int) (maxSkipped * images);
  }
}
