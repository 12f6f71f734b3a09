package org.voxelbench.harness.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux tells of memory. */
public final class ProcessMemory {

  private static final long PAGE_BYTES = 4096;

  private ProcessMemory() {}

  /** Resident memory of a process in bytes; 0 once it has ended. */
  public static long residentBytes(long pid) {
    try {
      String[] pages = Files.readString(Path.of("/proc/" + pid + "/statm")).split(" ");
      return Long.parseLong(pages[1]) * PAGE_BYTES;
    } catch (IOException e) {
      return 0;
    }
  }

  /** Resident memory of the largest process that this one started, in bytes. */
  public static long largestChildBytes() {
    return ProcessHandle.current()
        .children()
        .mapToLong(child -> residentBytes(child.pid()))
        .max()
        .orElse(0);
  }

  /** Memory that can be taken without swapping, in bytes; without bound where nobody tells. */
  public static long availableBytes() {
    try {
      return Files.readAllLines(Path.of("/proc/meminfo")).stream()
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst()
          .orElse(Long.MAX_VALUE);
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }
}
