package org.voxelbench.harness.selftest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one check found.
 *
 * @param section the part of the self-test, such as {@code ops}
 * @param check what was checked
 * @param engine the engine's id
 * @param precision {@code fp32} or {@code bf16}
 * @param seconds time that it took
 * @param figures numbers by name, with their unit in the name
 * @param remark the figures, or what is wrong, for people
 */
record CheckResult(
    String section,
    String check,
    String engine,
    String precision,
    Verdict verdict,
    double seconds,
    Map<String, Double> figures,
    String remark) {

  CheckResult {
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }
}
