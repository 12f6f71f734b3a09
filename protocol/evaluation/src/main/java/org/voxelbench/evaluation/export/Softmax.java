package org.voxelbench.evaluation.export;

import java.util.Arrays;

/** The softmax over classes that come one by one, twice. */
final class Softmax {

  private final float[] highest;
  private final float[] sum;

  Softmax(int voxels) {
    highest = new float[voxels];
    Arrays.fill(highest, Float.NEGATIVE_INFINITY);
    sum = new float[voxels];
  }

  /** Takes note of a class's finite logits and gives them on as they are. */
  float[] note(float[] logits) {
    for (int i = 0; i < sum.length; i++) {
      float logit = logits[i];
      if (logit > highest[i]) {
        sum[i] = (float) (sum[i] * Math.exp((double) highest[i] - logit) + 1);
        highest[i] = logit;
      } else {
        sum[i] += (float) Math.exp((double) logit - highest[i]);
      }
    }
    return logits;
  }

  /** A class's probabilities, after all classes were noted. */
  float[] of(float[] logits) {
    float[] probabilities = new float[sum.length];
    for (int i = 0; i < sum.length; i++) {
      probabilities[i] = (float) (Math.exp((double) logits[i] - highest[i]) / sum[i]);
    }
    return probabilities;
  }

  /** Probabilities of a region by itself. */
  static float[] sigmoid(float[] logits) {
    float[] probabilities = new float[logits.length];
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] = (float) (1 / (1 + Math.exp(-logits[i])));
    }
    return probabilities;
  }
}
