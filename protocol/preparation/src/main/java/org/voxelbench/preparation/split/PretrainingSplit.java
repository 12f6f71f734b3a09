package org.voxelbench.preparation.split;

import java.util.ArrayList;
import java.util.List;
import org.voxelbench.base.BadInputException;

/**
 * The validation images of pre-training: 1 % of the subjects, at least 5 and at most 1000, but less
 * than half of them (nnssl's {@code AbstractTrainer}; the draw is ours).
 */
public final class PretrainingSplit {

  private static final int SEED = 12345;
  private static final int MIN_VALIDATION = 5;
  private static final int MAX_VALIDATION = 1000;

  private PretrainingSplit() {}

  /**
   * Splits the images.
   *
   * @param imageIds all images, in any order
   * @param subjects which images belong to one subject
   * @throws BadInputException if there is only one subject
   */
  public static Split of(List<String> imageIds, Grouping subjects) {
    List<List<String>> groups = subjects.groups(imageIds.stream().sorted().toList());
    int n = groups.size();
    if (n < 2) {
      throw new BadInputException(
          "pre-training holds out images for validation, but there "
              + (n == 0 ? "is no image" : "is only one image or subject")
              + "; add images.");
    }
    int wanted = Math.min(MAX_VALIDATION, Math.max(n / 100, MIN_VALIDATION));
    int held = Math.max(1, Math.min(wanted, (n - 1) / 2));
    int[] order = new MersenneTwister(SEED).permutation(n);
    List<String> train = new ArrayList<>();
    List<String> val = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      (i < held ? val : train).addAll(groups.get(order[i]));
    }
    return new Split(train.stream().sorted().toList(), val.stream().sorted().toList());
  }
}
