package org.voxelbench.methods.swinunetr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.engine.NdArray;
import org.voxelbench.training.pretext.PretextBatch;

/** Makes two rotated and cut-out views of each image of a batch. */
record Views(CutOut cutOut) {

  static final String VIEWS = "views";
  static final String ORIGINALS = "originals";
  static final String TURNS = "turns";

  private static final int PER_IMAGE = 2;

  /**
   * Views and rotated originals {@code [2B, 1, D, H, W]} and their turns {@code [2B, 1]}, the first
   * views of all images before the second ones.
   */
  Map<String, NdArray> draw(PretextBatch batch) {
    int[] size = batch.size();
    int samples = batch.samples();
    List<RandomStream> randoms = new ArrayList<>();
    List<CutOutDraws> draws = new ArrayList<>();
    for (int sample = 0; sample < samples; sample++) {
      randoms.add(batch.sampleRandom().apply(sample));
      draws.add(CutOutDraws.from(randoms.get(sample)));
    }
    float[] views = new float[PER_IMAGE * samples * batch.voxels()];
    float[] originals = new float[views.length];
    float[] turns = new float[PER_IMAGE * samples];
    for (int view = 0; view < PER_IMAGE; view++) {
      List<float[]> cut = new ArrayList<>();
      for (int sample = 0; sample < samples; sample++) {
        int row = view * samples + sample;
        int turn = QuarterTurns.draw(size, randoms.get(sample));
        turns[row] = turn;
        float[] patch = batch.patches().get(sample).get(0);
        cut.add(QuarterTurns.rotate(patch, size, turn));
        System.arraycopy(cut.get(sample), 0, originals, row * batch.voxels(), batch.voxels());
      }
      cutOut.apply(cut, size, draws);
      for (int sample = 0; sample < samples; sample++) {
        int row = view * samples + sample;
        System.arraycopy(cut.get(sample), 0, views, row * batch.voxels(), batch.voxels());
      }
    }
    int[] shape = {PER_IMAGE * samples, 1, size[0], size[1], size[2]};
    return Map.of(
        VIEWS, NdArray.of(shape, views),
        ORIGINALS, NdArray.of(shape, originals),
        TURNS, NdArray.of(new int[] {PER_IMAGE * samples, 1}, turns));
  }
}
