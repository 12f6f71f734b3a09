package org.voxelbench.harness.inspect;

import java.util.List;
import java.util.Optional;
import org.voxelbench.results.RunState;
import org.voxelbench.store.EpochRow;
import org.voxelbench.store.Manifest;
import org.voxelbench.store.Outcome;
import org.voxelbench.store.RunFolder;

/**
 * Where one run or pre-training stands.
 *
 * @param name for people
 * @param kind what it shares its speed with: method and data set
 * @param state as in the manifest; a run that began is {@code interrupted} if nobody works on it
 * @param ended whether it came to an end
 * @param epochs epochs done
 * @param planned epochs in all
 * @param epochSeconds time of those epochs
 * @param inferenceSeconds time of prediction
 * @param seconds time so far
 * @param onCard whether it ran on a graphics card
 * @param deviceHours time by the card, or by each core it had, in h
 * @param joules energy so far; NaN where the machine doesn't tell
 * @param reason why it ended without a result, or empty
 */
public record StatusRow(
    String name,
    List<String> kind,
    String state,
    boolean ended,
    int epochs,
    int planned,
    double epochSeconds,
    double inferenceSeconds,
    double seconds,
    boolean onCard,
    double deviceHours,
    double joules,
    String reason) {

  static final String INTERRUPTED = "interrupted";
  static final String DONE = RunState.DONE.text();
  public static final String RUNNING = RunState.RUNNING.text();

  /** Reads what a run's folder says; no lock is taken. */
  static StatusRow of(String name, List<String> kind, RunFolder folder, int planned) {
    Optional<Manifest> manifest = folder.manifest();
    RunState state = manifest.map(Manifest::state).orElse(RunState.PLANNED);
    boolean done = state == RunState.DONE;
    boolean left = state == RunState.RUNNING && !folder.isHeld();
    List<EpochRow> epochs = manifest.isPresent() ? folder.epochs() : List.of();
    double epochSeconds = epochs.stream().mapToDouble(EpochRow::seconds).sum();
    Outcome outcome = manifest.map(Manifest::outcome).orElse(Outcome.none());
    double seconds = done ? outcome.wallSeconds() : epochSeconds;
    boolean card =
        manifest.filter(known -> !known.environment().engine().device().equals("cpu")).isPresent();
    int cores = card ? 1 : manifest.map(known -> known.environment().engine().threads()).orElse(0);
    return new StatusRow(
        name,
        kind,
        left ? INTERRUPTED : state.text(),
        state.ended(),
        done ? outcome.epochs() : epochs.size(),
        planned,
        epochSeconds,
        outcome.inferenceSeconds(),
        seconds,
        card,
        cores * seconds / 3600,
        done ? outcome.energyJoules() : Double.NaN,
        manifest.map(Manifest::reason).orElse(""));
  }
}
