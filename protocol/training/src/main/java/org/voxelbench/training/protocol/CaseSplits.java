package org.voxelbench.training.protocol;

import org.voxelbench.base.format.Choice;

/** How the cases of a data set are dealt to training and evaluation. */
public enum CaseSplits implements Choice {
  /** nnU-Net's five folds, or the data set's own {@code splits_final.json}. */
  FIVE_FOLDS,
  /** One split: half of the patients to train on, the other half to evaluate on. */
  HALF
}
