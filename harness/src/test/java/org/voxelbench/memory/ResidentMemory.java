package org.voxelbench.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;
import org.voxelbench.engine.PeakMemory;

/** This process's resident memory, and its peak since it was last forgotten; on Linux. */
final class ResidentMemory {

  private static final Path CLEAR = Path.of("/proc/self/clear_refs");
  private static final String FORGET_THE_PEAK = "5";

  private ResidentMemory() {}

  /** Whether the system lets a process forget its peak. */
  static boolean canForget() {
    return Files.isWritable(CLEAR);
  }

  /** Bytes that are resident now, after free memory was given back to the system. */
  static long settled() {
    Pointer.trimMemory();
    return Pointer.physicalBytes();
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
    return PeakMemory.ofProcess(Pointer::physicalBytes);
  }
}
