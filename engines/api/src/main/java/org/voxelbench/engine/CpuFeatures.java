package org.voxelbench.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The processor as Linux describes it; other systems give its architecture and no features.
 *
 * @param name the processor's model name
 * @param flags its features in lower case, such as {@code avx2}
 */
public record CpuFeatures(String name, Set<String> flags) {

  private static final Path CPUINFO = Path.of("/proc/cpuinfo");

  /** Instruction sets that multiply bfloat16 in hardware: x86-64 (two) and 64-bit Arm. */
  private static final List<String> BFLOAT16 = List.of("avx512_bf16", "amx_bf16", "bf16");

  public CpuFeatures {
    flags = Set.copyOf(flags);
  }

  /** The processor of this machine. */
  public static CpuFeatures ofThisMachine() {
    if (!Files.isReadable(CPUINFO)) {
      return new CpuFeatures(System.getProperty("os.arch"), Set.of());
    }
    try {
      return parse(Files.readAllLines(CPUINFO));
    } catch (IOException e) {
      throw new UncheckedIOException(CPUINFO + " can't be read.", e);
    }
  }

  /** The processor that the lines of {@code /proc/cpuinfo} describe. */
  public static CpuFeatures parse(List<String> cpuinfo) {
    String name = value(cpuinfo, "model name");
    String flags = value(cpuinfo, "flags") + " " + value(cpuinfo, "Features");
    return new CpuFeatures(
        name.isEmpty() ? System.getProperty("os.arch") : name,
        Set.of(flags.strip().toLowerCase(Locale.ROOT).split("\\s+")));
  }

  private static String value(List<String> cpuinfo, String key) {
    for (String line : cpuinfo) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).strip().equals(key)) {
        return line.substring(colon + 1).strip();
      }
    }
    return "";
  }

  /** Whether it multiplies bfloat16 in hardware. */
  public boolean multipliesBfloat16() {
    return BFLOAT16.stream().anyMatch(flags::contains);
  }

  /** Whether AVX2 is the widest instruction set of an x86-64 processor. */
  public boolean isAtMostAvx2() {
    return flags.contains("avx2") && !flags.contains("avx512f");
  }
}
