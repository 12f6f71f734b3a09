package org.voxelbench.harness.selftest;

import java.util.Map;

/**
 * What a check found, before it is known where and how long it ran.
 *
 * @param figures numbers by name, with their unit in the name
 * @param remark the figures, or what is wrong, for people
 */
record Finding(Verdict verdict, Map<String, Double> figures, String remark) {

  /** Right if it is, with its figures. */
  static Finding of(boolean right, Map<String, Double> figures, String remark) {
    return new Finding(right ? Verdict.PASSED : Verdict.FAILED, figures, remark);
  }

  /** Wrong, for a reason. */
  static Finding wrong(String reason) {
    return new Finding(Verdict.FAILED, Map.of(), reason);
  }

  /** Not done, for a reason. */
  static Finding leftOut(String reason) {
    return new Finding(Verdict.LEFT_OUT, Map.of(), reason);
  }
}
