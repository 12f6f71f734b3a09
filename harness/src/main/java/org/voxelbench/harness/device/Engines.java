package org.voxelbench.harness.device;

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
  public Engine open(String id, EngineOptions options) {
    if ("auto".equals(id)) {
      return fastest(providers, options);
    }
    EngineProvider named = named(id);
    return isAuto(options.device()) ? fastest(List.of(named), options) : named.open(options);
  }

  private EngineProvider named(String id) {
    return providers.stream()
        .filter(provider -> provider.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new EngineException(
                    "unknown engine '" + id + "'; installed engines: " + ids() + "."));
  }

  private static Engine fastest(List<EngineProvider> candidates, EngineOptions options) {
    List<String> reasons = new ArrayList<>();
    for (String device : devices(options.device())) {
      for (EngineProvider provider : candidates) {
        Optional<String> reason = provider.unavailable(device);
        if (reason.isEmpty()) {
          return provider.open(options.on(device, why(device, options, reasons)));
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

  private static String why(String device, EngineOptions options, List<String> reasons) {
    if (!isAuto(options.device())) {
      return options.deviceReason();
    }
    return device.equals("cpu")
        ? "no GPU can be used (" + String.join("; ", reasons) + ")"
        : "it is the first GPU";
  }

  /**
   * Refuses devices that an engine can't serve here.
   *
   * @throws EngineException naming the first of them and the reason
   */
  public void refuseUnavailable(String id, List<String> devices) {
    EngineProvider provider = named(id);
    for (String device : devices) {
      provider
          .unavailable(device)
          .ifPresent(
              reason -> {
                throw new EngineException(
                    "the engine "
                        + id
                        + " can't serve the device '"
                        + device
                        + "': "
                        + reason
                        + ".");
              });
    }
  }

  /** Whether this build holds an engine's code for CUDA devices. */
  public boolean builtForCuda(String id) {
    return named(id).builtForCuda();
  }

  private static boolean isAuto(String device) {
    return "auto".equals(device);
  }

  /** A GPU that one engine has no code for may serve another, before any falls back to the CPU. */
  private static List<String> devices(String asked) {
    return isAuto(asked) ? List.of("cuda", "cpu") : List.of(asked);
  }

  private String ids() {
    return String.join(", ", providers.stream().map(EngineProvider::id).toList());
  }
}
