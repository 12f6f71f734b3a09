package org.voxelbench.harness.options;

import picocli.CommandLine.Option;

/** The option that spreads each training over several devices. */
public final class GpusPerRunOption {

  @Option(
      names = "--gpus-per-run",
      defaultValue = "1",
      paramLabel = "N",
      description = {
        "GPUs (on the CPU, processes) over which each training is spread, a divisor of the"
            + " protocol's 'devices' (default: 1); on the CPU it changes no bit of the results"
      })
  private int number;

  public int number() {
    return number;
  }
}
