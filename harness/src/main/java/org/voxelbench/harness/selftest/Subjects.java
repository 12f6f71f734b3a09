package org.voxelbench.harness.selftest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.engine.EngineProvider;
import org.voxelbench.engine.Precision;

/**
 * The engines and precisions that a device has.
 *
 * @param device the device, never {@code auto}
 * @param all to be checked
 * @param infos what they are, in the same order
 * @param facts what else there is to know of the device and its libraries
 * @param notHere what can't be checked here, with its reason
 */
record Subjects(
    String device,
    List<Subject> all,
    List<EngineInfo> infos,
    Map<String, String> facts,
    List<CheckResult> notHere) {

  private static final String ALL = "all";

  /**
   * Finds them.
   *
   * @param engine an engine's id, or {@code all} that serve the device
   * @param device as on the command line; {@code auto} is a card if an engine can use one
   * @param threads threads of one op on the CPU, 0 for one per core
   * @throws EngineException if there is no such engine, or none of them serves the device
   */
  static Subjects of(
      List<EngineProvider> installed,
      String engine,
      String device,
      List<Precision> precisions,
      int threads) {
    List<EngineProvider> asked =
        installed.stream()
            .filter(known -> engine.equals(ALL) || known.id().equals(engine))
            .toList();
    if (asked.isEmpty()) {
      throw new EngineException(
          "unknown engine '"
              + engine
              + "'; give all or one of "
              + installed.stream().map(EngineProvider::id).toList()
              + ".");
    }
    String where = device.equals("auto") ? best(asked) : device;
    Subjects found =
        new Subjects(
            where, new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>());
    for (EngineProvider provider : asked) {
      for (Precision precision : precisions) {
        found.add(new Subject(provider, where, precision, threads));
      }
    }
    if (found.all.isEmpty()) {
      throw new EngineException(
          "no engine can be checked on '"
              + where
              + "': "
              + String.join(
                  "; ",
                  found.notHere.stream()
                      .map(left -> left.engine() + ": " + left.remark())
                      .distinct()
                      .toList()));
    }
    return found;
  }

  /** Takes it up if it opens. An engine that serves a device has fp32 there; bf16 it may refuse. */
  private void add(Subject subject) {
    Optional<String> reason = subject.provider().unavailable(subject.device());
    if (reason.isPresent()) {
      notHere.add(result(subject, Verdict.LEFT_OUT, reason.get()));
      return;
    }
    try (Engine engine = subject.open()) {
      infos.add(engine.info());
      facts.putAll(engine.facts());
      all.add(subject);
    } catch (EngineException e) {
      boolean mayBe = subject.precision() == Precision.BF16;
      notHere.add(result(subject, mayBe ? Verdict.LEFT_OUT : Verdict.FAILED, e.getMessage()));
    }
  }

  private static String best(List<EngineProvider> providers) {
    return providers.stream().anyMatch(known -> known.unavailable("cuda").isEmpty())
        ? "cuda"
        : "cpu";
  }

  private static CheckResult result(Subject subject, Verdict verdict, String reason) {
    return new CheckResult(
        "engine", "opens", subject.engine(), subject.precisionName(), verdict, 0, Map.of(), reason);
  }
}
