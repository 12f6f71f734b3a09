package org.voxelbench.store;

import java.util.ArrayList;
import java.util.List;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.format.IfAbsent;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.TrainingCases;

/**
 * The key of one training with its evaluation.
 *
 * @param protocolHash hash of the protocol's canonical form
 * @param dataset data set's name
 * @param method method's id (or the name of its settings)
 * @param settingsHash hash of the method's settings
 * @param trainingCases how many labelled cases it trains on
 * @param fold fold whose validation cases are predicted
 * @param seed seed of the run
 * @param engine engine's id
 */
public record RunKey(
    String protocolHash,
    String dataset,
    String method,
    String settingsHash,
    @IfAbsent("\"unstated\"") TrainingCases trainingCases,
    int fold,
    long seed,
    String engine)
    implements StoreKey {

  public RunKey {
    StoreKey.check("protocol hash", protocolHash);
    StoreKey.check("data set", dataset);
    StoreKey.check("method", method);
    StoreKey.check("settings hash", settingsHash);
    StoreKey.check("engine", engine);
    if (fold < 0) {
      throw new BadInputException("a run's fold (" + fold + ") must not be negative.");
    }
  }

  /** The key of the run that a row belongs to. */
  public static RunKey of(ResultRow row) {
    return new RunKey(
        row.protocolHash(),
        row.dataset(),
        row.method(),
        row.settingsHash(),
        row.trainingCases(),
        row.fold(),
        row.seed(),
        row.engine());
  }

  @Override
  public String name() {
    String cases = trainingCases.bounded() ? "-n" + trainingCases.most() : "";
    return method + "-" + dataset + cases + "-f" + fold + "-s" + seed;
  }

  @Override
  public String canonicalText() {
    List<Object> facts = new ArrayList<>();
    facts.addAll(List.of("protocol", protocolHash, "dataset", dataset));
    facts.addAll(List.of("method", method, "settings", settingsHash));
    if (trainingCases.bounded()) {
      facts.addAll(List.of("trainingCases", trainingCases));
    }
    facts.addAll(List.of("fold", fold, "seed", seed, "engine", engine));
    return StoreKey.lines("run", facts.toArray());
  }
}
