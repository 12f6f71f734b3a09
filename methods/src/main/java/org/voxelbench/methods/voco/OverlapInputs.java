package org.voxelbench.methods.voco;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.engine.NdArray;
import org.voxelbench.methods.contrast.CropGrid;
import org.voxelbench.methods.contrast.CropStack;
import org.voxelbench.methods.contrast.CropView;
import org.voxelbench.methods.contrast.Region;
import org.voxelbench.training.pretext.PretextBatch;

/**
 * Cuts regions into the crops of a grid and crops at random places.
 *
 * @param grid the base crops
 * @param targets crops at random places
 * @param view what is done to each crop by itself
 */
record OverlapInputs(CropGrid grid, int targets, CropView view) {

  /**
   * The inputs of the objective.
   *
   * @return {@code crops} {@code [B * (T + M), 1, D, H, W]}, the targets of each sample before its
   *     base crops, and {@code overlaps} {@code [B, T, M]}
   */
  Map<String, NdArray> of(PretextBatch batch) {
    int[] crop = grid.crop(batch.size());
    int samples = batch.samples();
    CropStack crops = new CropStack(samples * (targets + grid.count()), crop);
    float[] overlaps = new float[samples * targets * grid.count()];
    int at = 0;
    for (int sample = 0; sample < samples; sample++) {
      RandomStream random = batch.sampleRandom().apply(sample);
      Region region = new Region(batch.patches().get(sample).get(0), batch.size());
      List<int[]> places = new ArrayList<>();
      for (int i = 0; i < targets; i++) {
        places.add(region.anywhere(crop, random));
      }
      for (double share : Overlaps.of(places, grid, crop)) {
        overlaps[at++] = (float) share;
      }
      for (int[] place : places) {
        crops.add(view.apply(region.crop(place, crop), crop, random));
      }
      for (int i = 0; i < grid.count(); i++) {
        crops.add(view.apply(region.crop(grid.start(i, crop), crop), crop, random));
      }
    }
    return Map.of(
        "crops", crops.array(),
        "overlaps", NdArray.of(new int[] {samples, targets, grid.count()}, overlaps));
  }
}
