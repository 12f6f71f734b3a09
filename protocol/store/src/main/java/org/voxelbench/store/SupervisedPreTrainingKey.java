package org.voxelbench.store;

/**
 * The key of a pre-training with labels, on the training cases of one fold that no run trains on.
 *
 * @param protocolHash hash of all that the training depends on, and of which cases are left
 * @param dataset data set's name
 * @param method method's id (or the name of its settings)
 * @param settingsHash hash of the method's settings
 * @param fold the fold
 * @param seed seed of the pre-training
 * @param engine engine's id
 */
public record SupervisedPreTrainingKey(
    String protocolHash,
    String dataset,
    String method,
    String settingsHash,
    int fold,
    long seed,
    String engine)
    implements StoreKey {

  public SupervisedPreTrainingKey {
    StoreKey.check("protocol hash", protocolHash);
    StoreKey.check("data set", dataset);
    StoreKey.check("method", method);
    StoreKey.check("settings hash", settingsHash);
    StoreKey.check("engine", engine);
  }

  @Override
  public String name() {
    return method + "-" + dataset + "-f" + fold + "-s" + seed;
  }

  @Override
  public String canonicalText() {
    return StoreKey.lines(
        "supervised-pretraining",
        "protocol",
        protocolHash,
        "dataset",
        dataset,
        "method",
        method,
        "settings",
        settingsHash,
        "fold",
        fold,
        "seed",
        seed,
        "engine",
        engine);
  }
}
