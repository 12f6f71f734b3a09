package org.voxelbench.results;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;

/** Where a run stands. */
public enum RunState {
  /** Not begun. */
  PLANNED,
  /** Begun and not ended: at work if its lock is held, else interrupted. */
  RUNNING,
  /** Trained, evaluated and sealed. */
  DONE,
  /** The loss left the finite numbers. */
  DIVERGED,
  /** Ended by an error. */
  FAILED,
  /** Ended by its budget of time or memory. */
  OUT_OF_BUDGET;

  /** The state as files and reports write it, such as {@code out-of-budget}. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The state of a text. */
  @JsonCreator
  static RunState of(String text) {
    for (RunState state : values()) {
      if (state.text().equals(text)) {
        return state;
      }
    }
    throw new BadInputException(
        "'"
            + text
            + "' is no state of a run that this version knows; those are "
            + Stream.of(values()).map(RunState::text).collect(Collectors.joining(", "))
            + ". A newer VoxelBench may have written it: read it with that one.");
  }

  /** Whether the run has come to an end. */
  public boolean ended() {
    return this != PLANNED && this != RUNNING;
  }
}
