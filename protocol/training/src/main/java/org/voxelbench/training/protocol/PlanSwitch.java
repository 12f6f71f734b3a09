package org.voxelbench.training.protocol;

import org.voxelbench.base.format.Choice;

/** When the plan of pre-training does what nnU-Net decides for each data set. */
public enum PlanSwitch implements Choice {
  /** For no data set. */
  NEVER,
  /** Where the data set's own plan does. */
  OWN
}
