package org.voxelbench.training.protocol;

import org.voxelbench.base.format.Choice;

/** What becomes of a class that neither reference nor prediction of a case holds. */
public enum AbsentClass implements Choice {
  /** It is left out of the mean, and counted. */
  LEAVE_OUT
}
