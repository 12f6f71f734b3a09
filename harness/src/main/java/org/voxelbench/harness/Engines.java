package org.voxelbench.harness;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.EngineOptions;
import org.voxelbench.engine.EngineProvider;

/** The engines on the class path, fastest first. */
public final class Engines {

  private static final List<String> FASTEST_FIRST = List.of("torch", "nd4j");

  private final List<EngineProvider> providers;

  Engines(Iterable<EngineProvider> found) {
    List<EngineProvider> sorted = new ArrayList<>();
    found.forEach(sorted::add);
    sorted.sort(
        Comparator.<EngineProvider>comparingInt(provider -> speedRank(provider.id()))
            .thenComparing(EngineProvider::id));
    this.providers = List.copyOf(sorted);
  }

  private static int speedRank(String id) {
    int rank = FASTEST_FIRST.indexOf(id);
    return rank < 0 ? FASTEST_FIRST.size() : rank;
  }

  /** Those that are on the class path. */
  public static Engines installed() {
    return new Engines(ServiceLoader.load(EngineProvider.class));
  }

  /** All of them. */
  public List<EngineProvider> all() {
    return providers;
  }

  /**
   * Opens the engine of that id, or the fastest one that supports the device.
   *
   * @param id an engine's id, or {@code auto}
   * @throws EngineException naming each engine and why it can't serve
   */
  Engine open(String id, EngineOptions options) {
    return "auto".equals(id) ? fastest(options) : named(id, options);
  }

  private Engine named(String id, EngineOptions options) {
    return providers.stream()
        .filter(provider -> provider.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new EngineException(
                    "unknown engine '" + id + "'; installed engines: " + ids() + "."))
        .open(options);
  }

  private Engine fastest(EngineOptions options) {
    List<String> reasons = new ArrayList<>();
    for (String device : devices(options.device())) {
      for (EngineProvider provider : providers) {
        Optional<String> reason = provider.unavailable(device);
        if (reason.isEmpty()) {
          return provider.open(new EngineOptions(device, options.precision(), options.threads()));
        }
        reasons.add(provider.id() + " on " + device + ": " + reason.get());
      }
    }
    throw new EngineException(
        "no engine can use device '"
            + options.device()
            + "' here ("
            + (reasons.isEmpty() ? "none is installed" : String.join("; ", reasons))
            + ").");
  }

  /** A GPU that one engine has no code for may serve another, before any falls back to the CPU. */
  private static List<String> devices(String asked) {
    return "auto".equals(asked) ? List.of("cuda", "cpu") : List.of(asked);
  }

  private String ids() {
    return String.join(", ", providers.stream().map(EngineProvider::id).toList());
  }
}
