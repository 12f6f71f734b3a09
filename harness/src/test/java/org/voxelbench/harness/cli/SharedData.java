package org.voxelbench.harness.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where real data sets lie: {@code VOXELBENCH_DATA}, else {@code shared/data} beside a checkout.
 */
public final class SharedData {

  private SharedData() {}

  /** The folder, which may not be there. */
  public static Path folder() {
    String named = System.getenv("VOXELBENCH_DATA");
    if (named != null) {
      return Path.of(named);
    }
    Path beside = Path.of("shared", "data");
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(beside))) {
        return at.resolve(beside);
      }
    }
    return beside;
  }
}
