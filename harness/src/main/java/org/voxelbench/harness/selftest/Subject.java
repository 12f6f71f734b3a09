package org.voxelbench.harness.selftest;

import java.util.Locale;
import java.util.Optional;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineOptions;
import org.voxelbench.engine.EngineProvider;
import org.voxelbench.engine.Precision;

/**
 * An engine on a device in one precision, which is to be checked.
 *
 * @param device {@code cpu}, {@code cuda} or {@code cuda:N}
 * @param threads threads of one op on the CPU, 0 for one per core
 */
record Subject(EngineProvider provider, String device, Precision precision, int threads) {

  /** Opens it. */
  Engine open() {
    return provider.open(new EngineOptions(device, Optional.of(precision), threads));
  }

  String engine() {
    return provider.id();
  }

  /** The precision as the command line writes it. */
  String precisionName() {
    return precision.name().toLowerCase(Locale.ROOT);
  }

  boolean onCard() {
    return device.startsWith("cuda");
  }

  @Override
  public String toString() {
    return engine() + " " + precisionName();
  }
}
