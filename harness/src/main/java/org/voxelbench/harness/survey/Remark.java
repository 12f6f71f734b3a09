package org.voxelbench.harness.survey;

import java.util.List;

/**
 * Something to look at.
 *
 * @param kind what it is
 * @param cases the cases it is about; empty if it is about the whole data set
 * @param sentence the reason, in words
 * @param score how far it stands out: a robust z-score or a correlation; NaN without one
 */
public record Remark(RemarkKind kind, List<CaseKey> cases, String sentence, double score) {

  public Remark {
    cases = List.copyOf(cases);
  }

  /** One without a score. */
  static Remark of(RemarkKind kind, List<CaseKey> cases, String sentence) {
    return new Remark(kind, cases, sentence, Double.NaN);
  }
}
