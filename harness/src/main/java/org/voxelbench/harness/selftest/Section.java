package org.voxelbench.harness.selftest;

import org.voxelbench.engine.Engine;

/** One part of the self-test; it is run for every subject. */
interface Section {

  /** A short name. */
  String name();

  /** Its share of the time, beside those of the others. */
  double share();

  /**
   * Checks a subject.
   *
   * @param engine the subject, open
   * @param checks runs each check
   */
  void check(Subject subject, Engine engine, Checks checks);
}
