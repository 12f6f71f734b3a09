package org.voxelbench.engine.torch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;

/** The most memory that was in use so far. */
final class PeakMemory {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String HIGH_WATER_MARK = "VmHWM:";

  private PeakMemory() {}

  /** The process's peak resident memory in bytes; outside Linux what is resident now. */
  static long ofProcess() {
    if (!Files.isReadable(STATUS)) {
      return Pointer.physicalBytes();
    }
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith(HIGH_WATER_MARK)) {
          String kibibytes = line.substring(HIGH_WATER_MARK.length()).replace("kB", "").strip();
          return Math.multiplyExact(Long.parseLong(kibibytes), 1024L);
        }
      }
      return Pointer.physicalBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(STATUS + " can't be read.", e);
    }
  }
}
