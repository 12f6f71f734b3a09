package org.voxelbench.harness.selftest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.voxelbench.engine.Engine;
import org.voxelbench.training.loop.Interruption;

/**
 * Runs every section on every subject within a time.
 *
 * @param sections in their order
 * @param subjects in their order
 * @param interruption ends it between two checks
 * @param progress takes what is begun
 */
record Selftest(
    List<Section> sections,
    List<Subject> subjects,
    Interruption interruption,
    Consumer<String> progress) {

  /** Every result. */
  List<CheckResult> run(Deadline deadline) {
    List<CheckResult> results = new ArrayList<>();
    double shares = sections.stream().mapToDouble(Section::share).sum();
    for (Section section : sections) {
      Deadline ofSection = deadline.share(section.share() / shares);
      shares -= section.share();
      for (int i = 0; i < subjects.size(); i++) {
        Subject subject = subjects.get(i);
        Deadline own = ofSection.share(1.0 / (subjects.size() - i));
        progress.accept(section.name() + ", " + subject);
        try (Engine engine = subject.open()) {
          section.check(
              subject,
              engine,
              new Checks(section.name(), subject, own, interruption, results::add));
        }
      }
    }
    return results;
  }
}
