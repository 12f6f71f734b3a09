package org.voxelbench.datasets.card;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.voxelbench.datasets.DatasetException;

/**
 * How a data set is had.
 *
 * @param kind what its publisher asks; empty in cards that say it in words only
 * @param steps what to do, a sentence each
 */
public record Access(Optional<AccessKind> kind, List<String> steps) {

  public Access {
    steps = List.copyOf(steps);
    if (steps.isEmpty() && kind.filter(given -> given == AccessKind.OPEN).isEmpty()) {
      throw new DatasetException("'access' must say in 'steps' how to get the data.");
    }
  }

  /** As cards say it. */
  @JsonCreator
  static Access of(
      @JsonProperty(value = "kind", required = true) AccessKind kind,
      @JsonProperty("steps") List<String> steps) {
    if (kind == null) {
      throw new DatasetException(
          "'access.kind' is missing, expected open, registration, agreement or nobody.");
    }
    return new Access(Optional.of(kind), steps == null ? List.of() : steps);
  }

  /** As cards of version 0.1 say it: in words. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Access said(String words) {
    return new Access(Optional.empty(), List.of(words));
  }

  /** The steps as one line. */
  public String words() {
    return String.join("; ", steps);
  }
}
