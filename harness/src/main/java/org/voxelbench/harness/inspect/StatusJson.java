package org.voxelbench.harness.inspect;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.voxelbench.base.format.FileSchema;
import org.voxelbench.base.format.StampedJson;
import org.voxelbench.store.EpochRow;

/**
 * A {@link Status} as one JSON document; what is not known is null, never NaN.
 *
 * @param protocol name of the protocol
 * @param engine id of the engine
 * @param runs pre-trainings and runs, each pre-training before the first run that needs it
 * @param counts how many are in each state that occurs
 * @param totals sums over all of them
 */
public record StatusJson(
    String protocol, String engine, List<Run> runs, Map<String, Integer> counts, Totals totals) {

  private static final StampedJson JSON = new StampedJson(new FileSchema(1, 1));

  /**
   * One run or pre-training.
   *
   * @param id name of its folder
   * @param name for people
   * @param kind {@code run} or {@code pretraining}
   * @param method label of the method
   * @param dataset data set; null for a pre-training without labels
   * @param trainingCases most labelled cases that it trains on; null for all, and a pre-training
   * @param fold fold; null for a pre-training without labels
   * @param seed seed
   * @param state {@code planned}, {@code running}, {@code interrupted} or how it ended
   * @param epochs epochs done
   * @param planned epochs in all
   * @param seconds time so far
   * @param secondsLeft time that it still needs
   * @param device what it is or was computed on; null if it has not begun
   * @param energyJoules energy, once it is done
   * @param learningRate rate of the latest epoch, as the next three
   * @param trainLoss mean loss of the steps
   * @param validationLoss mean loss of the validation patches
   * @param pseudoDice Dice over the validation patches
   * @param reason why it ended without a result
   * @param node the machine that works on it, or did until it was interrupted
   * @param unseenSeconds since that machine last showed that it lives
   */
  public record Run(
      String id,
      String name,
      String kind,
      String method,
      String dataset,
      Integer trainingCases,
      Integer fold,
      long seed,
      String state,
      int epochs,
      int planned,
      double seconds,
      Double secondsLeft,
      String device,
      Double energyJoules,
      Double learningRate,
      Double trainLoss,
      Double validationLoss,
      Double pseudoDice,
      String reason,
      String node,
      Double unseenSeconds) {

    static Run of(StatusRow row, OptionalDouble left) {
      RunFacts facts = RunFacts.of(row.key());
      EpochRow last = row.last().orElse(null);
      return new Run(
          row.key().id(),
          row.name(),
          facts.kind(),
          facts.method(),
          facts.dataset(),
          facts.trainingCases(),
          facts.fold(),
          facts.seed(),
          row.state(),
          row.epochs(),
          row.planned(),
          row.seconds(),
          left.isPresent() ? left.getAsDouble() : null,
          orNull(row.device()),
          orNull(row.joules()),
          last == null ? null : orNull(last.learningRate()),
          last == null ? null : orNull(last.trainLoss()),
          last == null ? null : orNull(last.validationLoss()),
          last == null ? null : orNull(last.pseudoDice()),
          orNull(row.reason()),
          orNull(row.node()),
          orNull(row.unseenSeconds()));
    }
  }

  /**
   * Sums.
   *
   * @param epochs epochs done
   * @param planned epochs in all
   * @param seconds time so far
   * @param secondsLeft time until the end, by as many side by side as there are now; null if of
   *     some it isn't known
   * @param unknown of how many it isn't known
   * @param energyJoules energy of those that are done; null if no machine told
   * @param cpuHours time by core, in h
   * @param gpuHours time by card, in h
   */
  public record Totals(
      int epochs,
      int planned,
      double seconds,
      Double secondsLeft,
      long unknown,
      Double energyJoules,
      double cpuHours,
      double gpuHours) {

    static Totals of(Status status) {
      boolean told = status.rows().stream().anyMatch(row -> !Double.isNaN(row.joules()));
      return new Totals(
          (int) status.sum(StatusRow::epochs),
          (int) status.sum(StatusRow::planned),
          status.sum(StatusRow::seconds),
          status.unknown() == 0 ? status.left() : null,
          status.unknown(),
          told ? status.sum(StatusRow::joules) : null,
          status.sum(row -> row.onCard() ? 0 : row.deviceHours()),
          status.sum(row -> row.onCard() ? row.deviceHours() : 0));
    }
  }

  /** The document as text. */
  public static String of(StoredExperiment experiment, Status status) {
    return JSON.text(
        new StatusJson(
            experiment.experiment().protocol().name(),
            experiment.folders().engine(),
            status.rows().stream().map(row -> Run.of(row, status.left(row))).toList(),
            status.counts(),
            Totals.of(status)));
  }

  private static Double orNull(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static String orNull(String value) {
    return value.isEmpty() ? null : value;
  }
}
