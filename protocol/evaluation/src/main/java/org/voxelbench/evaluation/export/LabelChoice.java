package org.voxelbench.evaluation.export;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.voxelbench.base.BadInputException;
import org.voxelbench.datasets.Labels;

/**
 * Chooses one label per voxel: the class of the highest score, the first of equal ones; or, with
 * regions, the last region of the painting order whose score lies above a threshold (nnU-Net:
 * {@code label_handling.py}).
 *
 * @param threshold 0 for logits, 0.5 for probabilities
 */
record LabelChoice(Labels labels, float threshold) {

  /**
   * Chooses.
   *
   * @param scores gives the scores of a class, which are left as they are; asked once for each,
   *     ascending
   * @throws BadInputException if a score is not finite
   */
  short[] choose(IntFunction<float[]> scores, int voxels) {
    return labels.hasRegions() ? painted(scores, voxels) : highest(scores, voxels);
  }

  private short[] highest(IntFunction<float[]> scores, int voxels) {
    List<Integer> values = labels.values();
    short[] chosen = new short[voxels];
    float[] highest = new float[voxels];
    Arrays.fill(highest, Float.NEGATIVE_INFINITY);
    for (int k = 0; k < values.size(); k++) {
      float[] candidate = finite(scores.apply(k));
      short label = values.get(k).shortValue();
      for (int i = 0; i < voxels; i++) {
        if (candidate[i] > highest[i]) {
          highest[i] = candidate[i];
          chosen[i] = label;
        }
      }
    }
    return chosen;
  }

  private short[] painted(IntFunction<float[]> scores, int voxels) {
    short[] painted = new short[voxels];
    for (int k = 0; k < labels.outputChannels(); k++) {
      float[] region = finite(scores.apply(k));
      short label = labels.regionsClassOrder().get(k).shortValue();
      for (int i = 0; i < voxels; i++) {
        if (region[i] > threshold) {
          painted[i] = label;
        }
      }
    }
    return painted;
  }

  private static float[] finite(float[] scores) {
    for (float score : scores) {
      if (!Float.isFinite(score)) {
        throw new BadInputException(
            "the network's scores hold " + score + "; its training has diverged.");
      }
    }
    return scores;
  }
}
