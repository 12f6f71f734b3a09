package org.voxelbench.results;

import org.voxelbench.base.format.Choice;

/** In what a claim says that a method is better. */
public enum ClaimMeasure implements Choice {
  /** Points of mean Dice, averaged over data sets: 0.5 is half a percent point. */
  DICE,
  /** Places of the average rank among all methods that are ranked. */
  RANK,
  /** Data sets on which its mean Dice is higher. */
  WINS
}
