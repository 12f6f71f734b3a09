package org.voxelbench.harness.console;

import org.voxelbench.base.ProgramVersion;
import picocli.CommandLine.IVersionProvider;

/** Says the version of VoxelBench on the command line. */
public final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"VoxelBench " + ProgramVersion.current()};
  }
}
