package org.voxelbench.results;

import org.voxelbench.base.format.Choice;

/** What a method stands for if it is no contender: controls show what a protocol can tell. */
public enum Control implements Choice {
  /** A contender, which is ranked. */
  NONE,
  /** A start that is known to be good. */
  POSITIVE,
  /** A start of the same cost that has learnt nothing of use. */
  NEGATIVE
}
