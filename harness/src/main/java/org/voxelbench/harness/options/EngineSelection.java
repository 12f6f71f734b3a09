package org.voxelbench.harness.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.EngineOptions;
import org.voxelbench.engine.Precision;
import org.voxelbench.harness.console.MakeCommand;
import org.voxelbench.harness.device.Engines;
import org.voxelbench.harness.device.ThreadAllotment;
import picocli.CommandLine.Option;

/** The options that choose an engine. */
public final class EngineSelection {

  @Option(
      names = "--engine",
      defaultValue = "auto",
      paramLabel = "ID",
      description =
          "engine: auto or an id that 'voxelbench doctor' lists (default: ${DEFAULT-VALUE})")
  private String engine;

  @Option(
      names = "--device",
      defaultValue = "auto",
      paramLabel = "DEVICE",
      description = "auto, cpu, cuda or cuda:N (default: ${DEFAULT-VALUE})")
  private String device;

  @Option(
      names = "--precision",
      paramLabel = "P",
      description = "fp32 or bf16 (default: the fastest that the device has in hardware)")
  private Precision precision;

  @Option(
      names = "--threads",
      defaultValue = "0",
      paramLabel = "N",
      description = "threads of one op on the CPU (default: one per core)")
  private int threads;

  public Engine open() {
    return open(EngineOptions.ASKED);
  }

  /** The engine on the device that was named, for another reason than the user's wish. */
  public Engine open(String deviceReason) {
    return Engines.installed()
        .open(
            engine,
            new EngineOptions(device, Optional.ofNullable(precision), threads, deviceReason));
  }

  /**
   * The engine on the first of the devices that runs use side by side, with threads for a share of
   * the cores unless the user chose.
   *
   * @throws EngineException if it can't serve all of them
   */
  public Engine open(List<String> devices) {
    int share =
        threads > 0 || devices.size() == 1
            ? threads
            : ThreadAllotment.ofMachine(devices.size()).threads();
    Engines installed = Engines.installed();
    Engine opened =
        installed.open(
            engine, new EngineOptions(devices.get(0), Optional.ofNullable(precision), share));
    try {
      installed.refuseUnavailable(opened.info().id(), devices.subList(1, devices.size()));
      return opened;
    } catch (EngineException e) {
      opened.close();
      throw e;
    }
  }

  /** The device as the user named it. */
  public String device() {
    return device;
  }

  /** The same choice for {@code make}, as far as it isn't the default. */
  public MakeCommand addTo(MakeCommand command) {
    MakeCommand chosen = engine.equals("auto") ? command : command.with("ENGINE", engine);
    return device.equals("auto") ? chosen : chosen.with("DEVICE", device);
  }

  /** The options that {@code make} has no variable for, as far as they aren't the default. */
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    if (precision != null) {
      arguments.addAll(List.of("--precision", precision.name().toLowerCase(Locale.ROOT)));
    }
    if (threads > 0) {
      arguments.addAll(List.of("--threads", Integer.toString(threads)));
    }
    return arguments;
  }
}
