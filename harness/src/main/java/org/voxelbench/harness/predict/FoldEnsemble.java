package org.voxelbench.harness.predict;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.voxelbench.base.BadInputException;
import org.voxelbench.preparation.plan.PlanJson;

/**
 * Finished runs whose logits are averaged: the folds of one plan.
 *
 * @param runs at least one
 */
public record FoldEnsemble(List<TrainedRun> runs) {

  /**
   * Reads runs.
   *
   * @throws BadInputException naming two runs and what differs, if they don't segment the same
   *     labels of the same channels under the same plan and are not predicted alike
   */
  public static FoldEnsemble read(List<Path> folders) {
    List<TrainedRun> runs = folders.stream().map(TrainedRun::read).toList();
    for (TrainedRun run : runs.subList(1, runs.size())) {
      TrainedRun first = runs.get(0);
      JsonNode plan = PlanJson.toJson(first.plan());
      difference("", plan, PlanJson.toJson(run.plan()))
          .ifPresent(key -> refuse(first, run, "plan at '" + key + "'"));
      same(first, run, "labels", trained -> trained.dataset().labels().entries());
      same(
          first,
          run,
          "order of regions",
          trained -> trained.dataset().labels().regionsClassOrder());
      same(first, run, "channels", trained -> trained.dataset().channelNames());
      same(first, run, "image reader", trained -> trained.dataset().reader());
      same(first, run, "file ending", trained -> trained.dataset().fileEnding());
      same(first, run, "mirror axes or inference settings", TrainedRun::inference);
    }
    return new FoldEnsemble(runs);
  }

  /** What all runs share. */
  public TrainedRun any() {
    return runs.get(0);
  }

  private static void same(
      TrainedRun first, TrainedRun other, String what, Function<TrainedRun, Object> part) {
    if (!part.apply(first).equals(part.apply(other))) {
      refuse(
          first,
          other,
          String.format("%s (%s and %s)", what, part.apply(first), part.apply(other)));
    }
  }

  private static void refuse(TrainedRun first, TrainedRun other, String what) {
    throw new BadInputException(
        "the runs '"
            + first.folder()
            + "' and '"
            + other.folder()
            + "' differ in their "
            + what
            + "; average the folds of one plan, and join others by 'voxelbench ensemble'.");
  }

  /** The path of the first key whose values differ. */
  private static Optional<String> difference(String path, JsonNode a, JsonNode b) {
    if (a.equals(b)) {
      return Optional.empty();
    }
    if (!a.isObject() || !b.isObject()) {
      return Optional.of(path);
    }
    Set<String> keys = new LinkedHashSet<>();
    a.fieldNames().forEachRemaining(keys::add);
    b.fieldNames().forEachRemaining(keys::add);
    return keys.stream()
        .map(key -> difference(path.isEmpty() ? key : path + "." + key, a.path(key), b.path(key)))
        .flatMap(Optional::stream)
        .findFirst();
  }
}
