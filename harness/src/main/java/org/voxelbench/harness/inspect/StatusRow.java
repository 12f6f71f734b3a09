package org.voxelbench.harness.inspect;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.voxelbench.base.claim.ClaimHolder;
import org.voxelbench.harness.console.ConsoleProgress;
import org.voxelbench.results.RunState;
import org.voxelbench.store.EpochRow;
import org.voxelbench.store.Manifest;
import org.voxelbench.store.Outcome;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.StoreKey;

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
 * @param key what its id stands for
 * @param device what it is or was computed on; empty if it has not begun
 * @param last its latest epoch; empty if none is done
 * @param node the machine that works on it, or did until it was interrupted; empty if none
 * @param unseenSeconds since that machine last showed that it lives, in s; NaN if there is none
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
    String reason,
    StoreKey key,
    String device,
    Optional<EpochRow> last,
    String node,
    double unseenSeconds) {

  static final String INTERRUPTED = "interrupted";
  static final String DONE = RunState.DONE.text();
  public static final String RUNNING = RunState.RUNNING.text();

  /** Reads what a run's folder says; no claim is taken. */
  static StatusRow of(String name, List<String> kind, RunFolder folder, int planned) {
    Optional<Manifest> manifest = folder.manifest();
    RunState state = manifest.map(Manifest::state).orElse(RunState.PLANNED);
    boolean done = state == RunState.DONE;
    Instant now = Instant.now();
    Optional<ClaimHolder> owner =
        state == RunState.RUNNING ? folder.owner() : Optional.<ClaimHolder>empty();
    boolean left = state == RunState.RUNNING && owner.filter(one -> one.lives(now)).isEmpty();
    List<EpochRow> epochs = manifest.isPresent() ? folder.epochs() : List.of();
    double epochSeconds = epochs.stream().mapToDouble(EpochRow::seconds).sum();
    Outcome outcome = manifest.map(Manifest::outcome).orElse(Outcome.none());
    double seconds = done ? outcome.wallSeconds() : epochSeconds;
    String device = manifest.map(known -> known.environment().engine().device()).orElse("");
    boolean card = !device.isEmpty() && !device.equals("cpu");
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
        manifest.map(Manifest::reason).orElse(""),
        folder.key(),
        device,
        epochs.isEmpty() ? Optional.empty() : Optional.of(epochs.get(epochs.size() - 1)),
        owner.map(one -> one.owner().host()).orElse(""),
        owner.map(one -> one.unseen(now).toMillis() / 1e3).orElse(Double.NaN));
  }

  /** The state with the machine at work, or how long it wasn't seen. */
  String stateInWords() {
    if (node.isEmpty()) {
      return state;
    }
    String time = ConsoleProgress.duration(unseenSeconds);
    return state.equals(RUNNING)
        ? state + " on " + node + ", seen " + time + " ago"
        : state + " on " + node + ", not seen for " + time;
  }
}
