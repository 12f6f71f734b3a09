package org.voxelbench.training.loader;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.preparation.cache.PreparedCase;
import org.voxelbench.training.augment.Augmentation;
import org.voxelbench.training.patch.PatchPlacement;
import org.voxelbench.training.patch.PatchPosition;
import org.voxelbench.training.patch.PatchSampler;
import org.voxelbench.training.patch.WeightedImage;

/**
 * Makes the batch of any iteration of pre-training: images drawn uniformly, cropped, and padded
 * with 0 on both sides where they are smaller.
 *
 * <p>Safe for use by several threads.
 */
public final class PretrainingBatches implements LongFunction<PretrainingBatch> {

  private final List<PreparedCase> images;
  private final PatchSampler sampler;
  private final Augmentation augmentation;
  private final int batchSize;
  private final boolean weighted;
  private final BatchStreams streams;

  /**
   * @param images the images to draw from, all with the same channels
   * @param placement where in an image patches are cut
   * @param batchSize elements of a batch
   * @param weighted whether batches say what each voxel counts
   */
  public PretrainingBatches(
      List<? extends PreparedCase> images,
      Augmentation augmentation,
      PatchPlacement placement,
      int batchSize,
      boolean weighted,
      BatchStreams streams) {
    this.images = CaseChecks.sameChannels(images);
    this.sampler = PatchSampler.unlabelled(augmentation.patch(), placement);
    this.augmentation = augmentation;
    this.batchSize = CaseChecks.positive(batchSize);
    this.weighted = weighted;
    this.streams = streams;
  }

  /** Batches of patches from anywhere, of which every voxel counts. */
  public PretrainingBatches(
      List<? extends PreparedCase> images,
      Augmentation augmentation,
      int batchSize,
      BatchStreams streams) {
    this(images, augmentation, PatchPlacement.RANDOM, batchSize, false, streams);
  }

  /**
   * Makes one batch.
   *
   * @param iteration counted over all epochs
   * @throws BadInputException naming the case and the iteration, if an image can't be read
   */
  @Override
  public PretrainingBatch apply(long iteration) {
    return of(iteration, IntStream.range(0, batchSize).toArray());
  }

  /** Makes some elements of one batch, in the order given: the same as in the whole. */
  public PretrainingBatch of(long iteration, int... elements) {
    List<String> ids = new ArrayList<>();
    List<float[]> patches = new ArrayList<>();
    List<float[]> weights = new ArrayList<>();
    for (int element : elements) {
      PatchPosition position =
          sampler.draw(images, element, batchSize, streams.sample(iteration, element));
      ids.add(position.preparedCase().id());
      try {
        RandomStream random = streams.augment(iteration, element);
        if (weighted) {
          WeightedImage made = augmentation.weightedImage(position, random);
          patches.add(made.image());
          weights.add(made.weights());
        } else {
          patches.add(augmentation.image(position, random));
        }
      } catch (RuntimeException e) {
        throw CaseChecks.failure(position, iteration, e);
      }
    }
    return new PretrainingBatch(
        ids, patches, weights, images.get(0).channels(), augmentation.patch().patch());
  }
}
