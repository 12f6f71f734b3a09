package org.voxelbench.reports.claims;

/** What the results say of a claim. */
public enum ClaimVerdict {
  /** The whole interval is where the claim says. */
  SUPPORTED("supported"),
  /** The whole interval is where the claim says it isn't. */
  CONTRADICTED("contradicted"),
  /** The interval is on both sides. */
  UNDECIDED("undecided"),
  /** There is no effect: results are lacking. */
  UNANSWERED("can't be answered");

  private final String text;

  ClaimVerdict(String text) {
    this.text = text;
  }

  /** How the page and the command line say it. */
  public String text() {
    return text;
  }

  /**
   * Judges a lead of at least {@code by}; if that is 0, any lead above 0, so that two methods which
   * never differ contradict it.
   */
  static ClaimVerdict of(Lead lead, double by) {
    if (by == 0 ? lead.lower() > 0 : lead.lower() >= by) {
      return SUPPORTED;
    }
    return (by == 0 ? lead.upper() <= 0 : lead.upper() < by) ? CONTRADICTED : UNDECIDED;
  }
}
