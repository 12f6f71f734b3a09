package org.voxelbench.harness.console;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a built VoxelBench lies.
 *
 * @param home the folder of {@code bin} and {@code lib}
 */
public record Installation(Path home) {

  private static final Path BUILT = Path.of("harness", "target", "voxelbench");

  /** This one; empty where another program calls it, or a test. */
  public static Optional<Installation> here() {
    return Optional.ofNullable(System.getProperty("voxelbench.home"))
        .map(Path::of)
        .map(Installation::new);
  }

  /** Whether it was built there from its sources, where {@code make} is; no release archive is. */
  public boolean isAmongSources() {
    return home.toAbsolutePath().normalize().endsWith(BUILT);
  }

  /** What starts it. */
  public Path launcher() {
    return home.resolve("bin").resolve("voxelbench");
  }
}
