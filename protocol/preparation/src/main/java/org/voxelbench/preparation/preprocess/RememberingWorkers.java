package org.voxelbench.preparation.preprocess;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.voxelbench.datasets.memory.DatasetMemory;
import org.voxelbench.datasets.memory.Inquiry;
import org.voxelbench.datasets.memory.Topic;
import org.voxelbench.datasets.raw.RawCase;

/**
 * Works on cases in parallel, but for those of which is remembered what the work would find.
 *
 * @param workers work on the others
 * @param memory of the data set
 */
public record RememberingWorkers(CaseWorkers workers, DatasetMemory memory) {

  /**
   * How findings are remembered.
   *
   * @param topic where
   * @param question all that the finding of a case depends on besides what its files hold
   * @param text a finding as one line; empty for one that is not to be remembered
   * @param read the finding of such a line
   */
  public record Form<T>(
      Topic topic,
      Function<RawCase, String> question,
      BiFunction<RawCase, T, Optional<String>> text,
      BiFunction<RawCase, String, T> read) {}

  private record Asked<T>(Inquiry inquiry, Optional<T> known) {}

  /** Works as {@link CaseWorkers#run} does. */
  public <T> List<T> run(
      List<RawCase> cases,
      Form<T> form,
      ToDoubleFunction<RawCase> bytes,
      Function<RawCase, T> work) {
    List<Asked<T>> asked = workers.quietly().run(cases, raw -> 0, raw -> ask(raw, form));
    Map<RawCase, Inquiry> unknown = new HashMap<>();
    for (int i = 0; i < cases.size(); i++) {
      if (asked.get(i).known().isEmpty()) {
        unknown.put(cases.get(i), asked.get(i).inquiry());
      }
    }
    List<RawCase> left = cases.stream().filter(unknown::containsKey).toList();
    List<T> worked =
        workers
            .after(cases.size() - left.size())
            .run(
                left,
                bytes,
                raw -> {
                  T result = work.apply(raw);
                  form.text()
                      .apply(raw, result)
                      .ifPresent(text -> memory.remember(form.topic(), unknown.get(raw), text));
                  return result;
                });
    Iterator<T> next = worked.iterator();
    return asked.stream().map(one -> one.known().orElseGet(next::next)).toList();
  }

  private <T> Asked<T> ask(RawCase raw, Form<T> form) {
    Inquiry inquiry = memory.ask(form.question().apply(raw), raw.files());
    return new Asked<>(
        inquiry, memory.recall(form.topic(), inquiry).map(text -> form.read().apply(raw, text)));
  }
}
