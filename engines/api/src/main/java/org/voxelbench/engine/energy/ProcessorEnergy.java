package org.voxelbench.engine.energy;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Energy of the processor's packages by the counters of Linux's powercap; many machines show them
 * to root alone.
 *
 * <p>Source: Linux, Documentation/power/powercap/powercap.rst.
 */
final class ProcessorEnergy implements EnergyMeter {

  /** A counter of 262 kJ, the usual range, comes round after more than this at 1000 W. */
  private static final long LOOK_SECONDS = 60;

  private static final double MICRO = 1e-6;

  /** One package's counter and where it stood last. */
  private static final class Zone {

    private final Path counter;
    private final long range;
    private long last;

    private Zone(Path folder) throws IOException {
      counter = folder.resolve("energy_uj");
      range = number(folder.resolve("max_energy_range_uj"));
      last = number(counter);
    }

    private long since() throws IOException {
      long now = number(counter);
      long since = now >= last ? now - last : now - last + range;
      last = now;
      return since;
    }
  }

  private final List<Zone> zones = new ArrayList<>();
  private final ScheduledExecutorService looker;
  private double microjoules;

  ProcessorEnergy(Path powercap) {
    try {
      if (Files.isDirectory(powercap)) {
        try (DirectoryStream<Path> folders =
            Files.newDirectoryStream(powercap, "intel-rapl:[0-9]*")) {
          for (Path folder : folders) {
            if (Files.readString(folder.resolve("name")).startsWith("package")) {
              zones.add(new Zone(folder));
            }
          }
        }
      }
    } catch (IOException | NumberFormatException e) {
      // The counters are there and not for us: the machine doesn't tell.
      zones.clear();
    }
    microjoules = zones.isEmpty() ? Double.NaN : 0;
    looker =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "energy");
              thread.setDaemon(true);
              return thread;
            });
    if (!zones.isEmpty()) {
      looker.scheduleAtFixedRate(this::joules, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static long number(Path file) throws IOException {
    return Long.parseLong(Files.readString(file).trim());
  }

  @Override
  public synchronized double joules() {
    try {
      for (Zone zone : zones) {
        microjoules += zone.since();
      }
    } catch (IOException | NumberFormatException e) {
      microjoules = Double.NaN;
    }
    return microjoules * MICRO;
  }

  @Override
  public void close() {
    looker.shutdownNow();
  }
}
