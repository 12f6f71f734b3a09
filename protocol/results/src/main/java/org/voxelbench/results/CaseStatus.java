package org.voxelbench.results;

/** How a case and label counts in a mean. */
public enum CaseStatus {
  /** Reference or prediction holds the label: the row counts. */
  SCORED,
  /** Neither reference nor prediction holds the label: left out of the mean, and counted apart. */
  EMPTY,
  /** The prediction is missing: counts as 0. */
  MISSING
}
