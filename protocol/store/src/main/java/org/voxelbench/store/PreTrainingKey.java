package org.voxelbench.store;

/**
 * The key of one pre-training on the unlabelled corpus, which all data sets share.
 *
 * @param protocolHash hash of the pre-training part of the protocol
 * @param method method's id (or the name of its settings)
 * @param settingsHash hash of the method's settings
 * @param seed seed of the pre-training
 * @param engine engine's id
 */
public record PreTrainingKey(
    String protocolHash, String method, String settingsHash, long seed, String engine)
    implements StoreKey {

  public PreTrainingKey {
    StoreKey.check("protocol hash", protocolHash);
    StoreKey.check("method", method);
    StoreKey.check("settings hash", settingsHash);
    StoreKey.check("engine", engine);
  }

  @Override
  public String name() {
    return method + "-s" + seed;
  }

  @Override
  public String canonicalText() {
    return StoreKey.lines(
        "pretraining",
        "protocol",
        protocolHash,
        "method",
        method,
        "settings",
        settingsHash,
        "seed",
        seed,
        "engine",
        engine);
  }
}
