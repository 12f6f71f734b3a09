package org.voxelbench.harness.selftest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.protocol.training.Interruption;

/**
 * Runs every section on every subject within a time.
 *
 * @param sections in their order
 * @param subjects in their order
 * @param interruption ends it between two checks
 * @param shown takes each result as it comes
 */
record Selftest(
    List<Section> sections,
    List<Subject> subjects,
    Interruption interruption,
    Consumer<CheckResult> shown) {

  /** Every result. */
  List<CheckResult> run(Deadline deadline) {
    List<CheckResult> results = new ArrayList<>();
    Consumer<CheckResult> taken = results::add;
    double shares = sections.stream().mapToDouble(Section::share).sum();
    for (Section section : sections) {
      Deadline ofSection = deadline.share(section.share() / shares);
      shares -= section.share();
      for (int i = 0; i < subjects.size(); i++) {
        Subject subject = subjects.get(i);
        Deadline own = ofSection.share(1.0 / (subjects.size() - i));
        Checks checks = new Checks(section.name(), subject, interruption, taken.andThen(shown));
        run(section, subject, own, checks);
      }
    }
    return results;
  }

  private static void run(Section section, Subject subject, Deadline deadline, Checks checks) {
    try (Engine engine = subject.open()) {
      section.check(subject, engine, deadline, checks);
    }
  }

  /** What the subjects are, as opened. */
  List<EngineInfo> infos() {
    List<EngineInfo> infos = new ArrayList<>();
    for (Subject subject : subjects) {
      try (Engine engine = subject.open()) {
        infos.add(engine.info());
      }
    }
    return infos;
  }
}
