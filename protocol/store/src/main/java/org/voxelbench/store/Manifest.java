package org.voxelbench.store;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.voxelbench.results.RunState;

/**
 * A run's provenance, written before training and sealed after as {@code manifest.json}.
 *
 * @param id the run's id
 * @param key what the id stands for
 * @param state where it stands
 * @param reason why it ended as it did, in one sentence; empty if it is done or has not ended
 * @param preTraining id of the pre-training that it starts from, or empty
 * @param environment what the latest start was made with
 * @param dataHashes hash of each data set that is read, by name
 * @param starts times that it was started or continued
 * @param started when it was first started, in ISO 8601 and UTC
 * @param ended when it ended, or empty
 * @param outcome what it came to
 * @param files SHA-256 of each file of a run that is done, by its path in the run's folder with
 *     {@code /}; empty for any other
 */
public record Manifest(
    String id,
    StoreKey key,
    RunState state,
    String reason,
    String preTraining,
    Environment environment,
    Map<String, String> dataHashes,
    int starts,
    String started,
    String ended,
    Outcome outcome,
    Map<String, String> files) {

  public Manifest {
    files = Collections.unmodifiableMap(new TreeMap<>(files));
    dataHashes = Collections.unmodifiableMap(new TreeMap<>(dataHashes));
  }

  /** The most of the host's memory that it held; 0 if unknown. */
  public long hostPeakBytes() {
    boolean ofHost = outcome.peakHostBytes() == 0 && environment.engine().onCpu();
    return ofHost ? outcome.peakMemoryBytes() : outcome.peakHostBytes();
  }

  /** The same of a run whose end is forgotten. */
  Manifest reopened() {
    return running(key, preTraining, environment, dataHashes, starts, started);
  }

  /** That of a run which has not ended. */
  static Manifest running(
      StoreKey key,
      String preTraining,
      Environment environment,
      Map<String, String> dataHashes,
      int starts,
      String started) {
    return new Manifest(
        key.id(),
        key,
        RunState.RUNNING,
        "",
        preTraining,
        environment,
        dataHashes,
        starts,
        started,
        "",
        Outcome.none(),
        Map.of());
  }
}
