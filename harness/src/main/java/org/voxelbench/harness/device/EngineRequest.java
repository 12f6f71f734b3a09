package org.voxelbench.harness.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.engine.EngineOptions;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.ranks.Ranks;
import org.voxelbench.harness.console.ShellCall;

/**
 * The engine that a user asks for.
 *
 * @param engine {@code auto} or an engine's id
 * @param device {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}
 * @param precision empty for the fastest that the device has in hardware
 * @param threads of one op on the CPU; 0 for one per core
 */
public record EngineRequest(
    String engine, String device, Optional<Precision> precision, int threads) {

  /** What opens an engine that computes as an open one does. */
  public static EngineRequest of(EngineInfo open) {
    return new EngineRequest(
        open.id(), open.device(), Optional.of(open.precision()), open.threads());
  }

  /** The same on another device. */
  public EngineRequest on(String other) {
    return new EngineRequest(engine, other, precision, threads);
  }

  /** The engine on the device. */
  public Engine open() {
    return open(EngineOptions.ASKED, Ranks.one());
  }

  /** The engine on the device that was named, for another reason than the user's wish. */
  public Engine open(String deviceReason, Ranks ranks) {
    return Engines.installed()
        .open(engine, new EngineOptions(device, precision, threads, deviceReason, ranks));
  }

  /**
   * The engine on the first of the devices that runs use side by side, with threads for a share of
   * the cores unless the user chose.
   *
   * @param ranks that compute each batch; each has its share of a run's cores, wherever it is
   * @throws EngineException if it can't serve all of them
   */
  public Engine open(Placement placement, int ranks) {
    List<String> devices = placement.devices();
    int shares = placement.slots() * ranks;
    int share = threads > 0 || shares == 1 ? threads : ThreadAllotment.ofMachine(shares).threads();
    Engines installed = Engines.installed();
    Engine opened =
        installed.open(
            engine,
            new EngineOptions(devices.get(0), precision, share).over(Ranks.inThisProcess(ranks)));
    try {
      installed.refuseUnavailable(opened.info().id(), devices.subList(1, devices.size()));
      return opened;
    } catch (EngineException e) {
      opened.close();
      throw e;
    }
  }

  /** The same choice, as far as it isn't the default. */
  public ShellCall addTo(ShellCall command) {
    ShellCall chosen = engine.equals("auto") ? command : command.with("engine", engine);
    return device.equals("auto") ? chosen : chosen.with("device", device);
  }

  /** The options that {@code make} has no variable for, as far as they aren't the default. */
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    precision.ifPresent(
        asked -> arguments.addAll(List.of("--precision", asked.name().toLowerCase(Locale.ROOT))));
    if (threads > 0) {
      arguments.addAll(List.of("--threads", Integer.toString(threads)));
    }
    return arguments;
  }
}
