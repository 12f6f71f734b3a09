package org.voxelbench.reports.claims;

/** By how much one method is ahead of one other, in the unit of a claim. */
sealed interface PairLead permits MeanLead, WinLead {

  /** Label of the method that is said to be better. */
  String better();

  /** Label of the other. */
  String than();

  double effect();

  /** The lower end that lies above the truth with at most this probability. */
  double lower(double tail);

  /** The upper end that lies below the truth with at most this probability. */
  double upper(double tail);

  /** Two-sided, of no lead; NaN if that is no question. */
  double p();
}
