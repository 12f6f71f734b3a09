package org.voxelbench.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The most resident memory that the process had. */
public final class PeakMemory {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");
  private static final String HIGH_WATER_MARK = "VmHWM:";

  /** What proc(5) has for "make the peak what is resident now". */
  private static final String RESET_PEAK = "5";

  /** The highest peak before the last reset. */
  private static final AtomicLong EARLIER = new AtomicLong();

  private PeakMemory() {}

  /**
   * The same since the process began, whatever was reset since; 0 where the system doesn't tell.
   */
  public static long sinceStart() {
    return Math.max(EARLIER.get(), ofProcess(() -> 0));
  }

  /**
   * The process's peak resident memory in bytes, since it began or {@link #reset} was called.
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

  /**
   * Lets the peak begin anew from what is resident now.
   *
   * @return whether the system allowed it; else the peak stays that of the whole process
   */
  public static boolean reset() {
    EARLIER.accumulateAndGet(ofProcess(() -> 0), Math::max);
    try {
      Files.writeString(CLEAR, RESET_PEAK, StandardOpenOption.WRITE);
      return true;
    } catch (IOException e) {
      // Some sandboxes mount /proc read-only, and other systems have none.
      return false;
    }
  }
}
