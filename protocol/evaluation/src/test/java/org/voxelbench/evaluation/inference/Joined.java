package org.voxelbench.evaluation.inference;

import java.util.ArrayList;
import java.util.List;

/** Logits of all classes in one array. */
final class Joined {

  private Joined() {}

  /** {@code [K, D, H, W]}; the logits are closed. */
  static float[] of(Logits logits) {
    List<Float> joined = new ArrayList<>();
    try (logits) {
      for (int k = 0; k < logits.classes(); k++) {
        for (float logit : logits.channel(k)) {
          joined.add(logit);
        }
      }
    }
    float[] values = new float[joined.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = joined.get(i);
    }
    return values;
  }
}
