package org.voxelbench.harness.selftest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The native libraries that this process has loaded. */
final class NativeFiles {

  private static final Path MAPS = Path.of("/proc/self/maps");
  private static final Pattern LIBRARY = Pattern.compile(".*\\.so(\\.[0-9.]+)?");

  /** What computes, for the table; the others are of Java and the system. */
  private static final Pattern COMPUTES =
      Pattern.compile(
          "lib(torch|c10|dnnl|mkldnn|openblas|nd4j|cu|nccl|nvrtc|nvJitLink|gomp|iomp).*");

  private NativeFiles() {}

  /** Their files by path, without the user's name; none where the system doesn't tell. */
  static List<String> loaded() {
    if (!Files.isReadable(MAPS)) {
      return List.of();
    }
    String home = System.getProperty("user.home");
    try (Stream<String> lines = Files.lines(MAPS)) {
      return of(lines).stream()
          .map(file -> file.startsWith(home + "/") ? "~" + file.substring(home.length()) : file)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(MAPS + " can't be read: " + e.getMessage(), e);
    }
  }

  /** The libraries among the mappings that {@code /proc/self/maps} lists. */
  static List<String> of(Stream<String> maps) {
    TreeSet<String> files = new TreeSet<>();
    maps.forEach(
        line -> {
          int path = line.indexOf('/');
          if (path >= 0 && LIBRARY.matcher(line).matches()) {
            files.add(line.substring(path));
          }
        });
    return List.copyOf(files);
  }

  /** Whether a library is one of those that compute. */
  static boolean computes(String file) {
    return COMPUTES.matcher(file.substring(file.lastIndexOf('/') + 1)).matches();
  }
}
