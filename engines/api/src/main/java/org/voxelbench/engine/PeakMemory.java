package org.voxelbench.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/** The most memory that was in use so far. */
public final class PeakMemory {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String HIGH_WATER_MARK = "VmHWM:";

  private PeakMemory() {}

  /**
   * The process's peak resident memory in bytes.
   *
   * @param residentNow what is taken instead where the system does not tell the peak
   */
  public static long ofProcess(LongSupplier residentNow) {
    if (!Files.isReadable(STATUS)) {
      return residentNow.getAsLong();
    }
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith(HIGH_WATER_MARK)) {
          String kibibytes = line.substring(HIGH_WATER_MARK.length()).replace("kB", "").strip();
          return Math.multiplyExact(Long.parseLong(kibibytes), 1024L);
        }
      }
      return residentNow.getAsLong();
    } catch (IOException e) {
      throw new UncheckedIOException(STATUS + " can't be read.", e);
    }
  }
}
