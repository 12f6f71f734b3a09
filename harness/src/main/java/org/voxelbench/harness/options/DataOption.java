package org.voxelbench.harness.options;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that says where the user's data sets lie. */
public final class DataOption {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "folder of your data sets (nnU-Net raw layout)")
  private Path folder;

  public Optional<Path> folder() {
    return Optional.ofNullable(folder);
  }
}
