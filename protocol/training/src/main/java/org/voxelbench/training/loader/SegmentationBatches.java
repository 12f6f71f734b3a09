package org.voxelbench.training.loader;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.NdArray;
import org.voxelbench.preparation.cache.PreparedCase;
import org.voxelbench.training.augment.Augmentation;
import org.voxelbench.training.patch.PatchPosition;
import org.voxelbench.training.patch.PatchSampler;
import org.voxelbench.training.patch.Sample;

/**
 * Makes the batch of any iteration of segmentation training or validation.
 *
 * <p>Safe for use by several threads.
 */
public final class SegmentationBatches implements LongFunction<SegmentationBatch> {

  private final List<PreparedCase> cases;
  private final PatchSampler sampler;
  private final Augmentation augmentation;
  private final BatchStreams streams;
  private final int batchSize;

  /**
   * @param cases the cases to draw from, all with the same channels
   * @param foregroundShare share of a batch's elements forced to hold foreground, in [0, 1]
   * @param ignoreLabel whether the highest label marks voxels without annotation
   * @param batchSize elements of a batch
   */
  public SegmentationBatches(
      List<? extends PreparedCase> cases,
      double foregroundShare,
      Augmentation augmentation,
      boolean ignoreLabel,
      int batchSize,
      BatchStreams streams) {
    this.cases = CaseChecks.sameChannels(cases);
    this.sampler = new PatchSampler(augmentation.patch(), foregroundShare, ignoreLabel);
    this.augmentation = augmentation;
    this.batchSize = CaseChecks.positive(batchSize);
    this.streams = streams;
  }

  /**
   * Makes one batch.
   *
   * @param iteration counted over all epochs
   * @throws BadInputException naming the case and the iteration, if a case can't be read
   */
  @Override
  public SegmentationBatch apply(long iteration) {
    return share(iteration, BatchShare.WHOLE);
  }

  /** Makes a share of one batch: the same elements as in the whole. */
  public SegmentationBatch share(long iteration, BatchShare share) {
    int first = share.first(batchSize);
    int count = share.size(batchSize);
    int[] patch = augmentation.patch().patch();
    int voxels = patch[0] * patch[1] * patch[2];
    int channels = cases.get(0).channels();
    List<String> ids = new ArrayList<>();
    NdArray image = NdArray.zeros(count, channels, patch[0], patch[1], patch[2]);
    NdArray target = NdArray.zeros(count, 1, patch[0], patch[1], patch[2]);
    for (int element = 0; element < count; element++) {
      Sample sample = sample(iteration, first + element);
      ids.add(sample.caseId());
      int values = channels * voxels;
      System.arraycopy(sample.image(), 0, image.floats(), element * values, values);
      short[] labels = sample.segmentation();
      for (int voxel = 0; voxel < voxels; voxel++) {
        target.floats()[element * voxels + voxel] = labels[voxel];
      }
    }
    return new SegmentationBatch(ids, image, target);
  }

  private Sample sample(long iteration, int element) {
    PatchPosition position =
        sampler.draw(cases, element, batchSize, streams.sample(iteration, element));
    try {
      return augmentation.sample(position, streams.augment(iteration, element));
    } catch (RuntimeException e) {
      throw CaseChecks.failure(position, iteration, e);
    }
  }
}
