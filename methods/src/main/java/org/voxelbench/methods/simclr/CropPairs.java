package org.voxelbench.methods.simclr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.engine.NdArray;
import org.voxelbench.methods.contrast.CropGrid;
import org.voxelbench.methods.contrast.CropStack;
import org.voxelbench.methods.contrast.CropView;
import org.voxelbench.methods.contrast.Region;
import org.voxelbench.training.pretext.PretextBatch;

/**
 * Cuts pairs of overlapping crops from each region: the first of a pair anywhere, the second near
 * it.
 *
 * @param region how many crops fill the region
 * @param maxShift largest shift between both of a pair as a share of the crop per axis
 * @param pairs pairs of each region
 * @param view what is done to each crop by itself
 */
record CropPairs(CropGrid region, double maxShift, int pairs, CropView view) {

  /** First voxels of two crops of one region, {@code [D, H, W]} each. */
  record Places(int[] first, int[] second) {}

  /**
   * The inputs of the objective.
   *
   * @return {@code crops} {@code [2 B * pairs, 1, D, H, W]}, the first crops of all pairs of all
   *     samples before the second ones
   * @throws BadInputException for a single pair, whose crops have nothing to be told from
   */
  Map<String, NdArray> of(PretextBatch batch) {
    int samples = batch.samples();
    if (samples * pairs < 2) {
      throw new BadInputException(
          "simclr: a batch of "
              + samples
              + " sample holds nothing that its two crops could be told from; set the batch size of"
              + " pre-training to 2 or more.");
    }
    int[] crop = region.crop(batch.size());
    CropStack crops = new CropStack(2 * samples * pairs, crop);
    List<float[]> seconds = new ArrayList<>();
    for (int sample = 0; sample < samples; sample++) {
      RandomStream random = batch.sampleRandom().apply(sample);
      Region mine = new Region(batch.patches().get(sample).get(0), batch.size());
      for (int pair = 0; pair < pairs; pair++) {
        Places places = places(mine, crop, random);
        crops.add(view.apply(mine.crop(places.first(), crop), crop, random));
        seconds.add(view.apply(mine.crop(places.second(), crop), crop, random));
      }
    }
    seconds.forEach(crops::add);
    return Map.of("crops", crops.array());
  }

  Places places(Region mine, int[] crop, RandomStream random) {
    int[] reach = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      reach[axis] = (int) Math.floor(maxShift * crop[axis]);
    }
    int[] first = mine.anywhere(crop, random);
    return new Places(first, mine.near(first, crop, reach, random));
  }
}
