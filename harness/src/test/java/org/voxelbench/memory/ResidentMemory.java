package org.voxelbench.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;

/**
 * This process's resident memory, and its peak since it was last forgotten, as Linux counts them:
 * shared libraries included, which JavaCPP's own count leaves out.
 */
final class ResidentMemory {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");
  private static final String FORGET_THE_PEAK = "5";

  private ResidentMemory() {}

  /** Bytes that are resident now, after free memory was given back to the system. */
  static long settled() {
    Pointer.trimMemory();
    return bytes("VmRSS:");
  }

  /** Sets the peak to what is resident now. */
  static void forgetPeak() {
    try {
      Files.writeString(CLEAR, FORGET_THE_PEAK);
    } catch (IOException e) {
      throw new UncheckedIOException(CLEAR + " can't be written; measure on Linux.", e);
    }
  }

  /** The most bytes that were resident since then. */
  static long peak() {
    return bytes("VmHWM:");
  }

  private static long bytes(String key) {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(key.length()).replace("kB", "").strip())
          .mapToLong(kibibytes -> Math.multiplyExact(Long.parseLong(kibibytes), 1024L))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(STATUS + " can't be read; measure on Linux.", e);
    }
  }
}
