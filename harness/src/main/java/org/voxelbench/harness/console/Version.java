package org.voxelbench.harness.console;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of VoxelBench, as the build wrote it into the jar. */
public final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"VoxelBench " + current()};
  }

  public static String current() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("unpackaged");
  }
}
