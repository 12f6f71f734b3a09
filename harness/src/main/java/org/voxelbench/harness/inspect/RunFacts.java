package org.voxelbench.harness.inspect;

import org.voxelbench.store.PreTrainingKey;
import org.voxelbench.store.RunKey;
import org.voxelbench.store.StoreKey;
import org.voxelbench.store.SupervisedPreTrainingKey;

/**
 * What tells runs and pre-trainings apart, for other programs.
 *
 * @param kind {@code run} or {@code pretraining}
 * @param method label of the method
 * @param dataset data set; null for a pre-training without labels
 * @param trainingCases most labelled cases that it trains on; null for all, and a pre-training
 * @param fold fold; null for a pre-training without labels
 * @param seed seed
 */
record RunFacts(
    String kind, String method, String dataset, Integer trainingCases, Integer fold, long seed) {

  private static final String PRE_TRAINING = "pretraining";

  static RunFacts of(StoreKey key) {
    if (key instanceof RunKey run) {
      Integer most = run.trainingCases().bounded() ? run.trainingCases().most() : null;
      return new RunFacts("run", run.method(), run.dataset(), most, run.fold(), run.seed());
    }
    if (key instanceof SupervisedPreTrainingKey labelled) {
      return new RunFacts(
          PRE_TRAINING,
          labelled.method(),
          labelled.dataset(),
          null,
          labelled.fold(),
          labelled.seed());
    }
    PreTrainingKey preTraining = (PreTrainingKey) key;
    return new RunFacts(PRE_TRAINING, preTraining.method(), null, null, null, preTraining.seed());
  }
}
