package org.voxelbench.harness.console;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.voxelbench.base.ProgramVersion;

/** What this machine is, for manifests and reports; no host name, no address, no user. */
public final class HostInfo {

  private static final double GIB = 1L << 30;

  private HostInfo() {}

  /** Label to value, in display order. */
  public static Map<String, String> describe() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Processor", processor());
    facts.put("Cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.put("Memory", gibibytes(memoryBytes()));
    facts.put("System", System.getProperty("os.name") + " (" + System.getProperty("os.arch") + ")");
    facts.put("Java", System.getProperty("java.version"));
    facts.put("VoxelBench", ProgramVersion.current());
    return facts;
  }

  /** Bytes in GiB, such as {@code 1.5 GiB}. */
  public static String gibibytes(double bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / GIB);
  }

  private static long memoryBytes() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getTotalMemorySize();
  }

  private static String processor() {
    Path cpuinfo = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(cpuinfo)) {
      return System.getProperty("os.arch");
    }
    try (Stream<String> lines = Files.lines(cpuinfo)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).trim())
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch")
          + " ("
          + cpuinfo
          + " can't be read: "
          + e.getMessage()
          + ")";
    }
  }
}
