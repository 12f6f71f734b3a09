package org.voxelbench.harness.options;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.voxelbench.harness.device.Placement;
import org.voxelbench.harness.device.ThreadAllotment;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that say where runs run side by side, and how many loaders each has. */
public final class PlacementOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--loaders",
      defaultValue = "0",
      paramLabel = "N",
      description = {
        "threads of each run that read and augment patches, and that preprocess (default: a run's"
            + " share of the cores, at most 16; all cores to preprocess)"
      })
  private int loaders;

  @Option(
      names = "--devices",
      split = ",",
      paramLabel = "N,...",
      hideParamSyntax = true,
      description = "GPUs to use side by side, one run each, such as 0,1,2,3")
  private List<Integer> devices;

  @Option(
      names = "--parallel",
      defaultValue = "1",
      paramLabel = "N",
      description = {
        "runs side by side on the CPU, as far as memory allows (default: 1); each gets its share of"
            + " the cores, and other --threads give other last bits"
      })
  private int parallel;

  @Mixin private GpusPerRunOption gpusPerRun;

  /**
   * Where runs run.
   *
   * @param device what the user named for a single one
   * @param ranks the protocol's devices
   */
  public Placement placement(String device, int ranks) {
    int perRun = gpusPerRun.number();
    if (perRun < 1 || ranks % perRun != 0) {
      throw refused(
          "--gpus-per-run ("
              + perRun
              + ") must divide the protocol's 'devices' ("
              + ranks
              + ", the shares that a batch is computed in); write the key 'devices' into the"
              + " protocol, or choose another number.");
    }
    List<String> all = devices(device, perRun);
    if (all.size() % perRun != 0) {
      throw refused(
          "--devices names "
              + all.size()
              + " GPUs, which can't be dealt to runs of "
              + perRun
              + " each (--gpus-per-run); name a multiple of it.");
    }
    return new Placement(all, perRun, loaders(all.size() / perRun), preprocessors());
  }

  private List<String> devices(String device, int perRun) {
    if (devices != null && (parallel > 1 || !device.equals("auto"))) {
      throw refused("--devices stands for itself; leave out --device and --parallel.");
    }
    if (parallel < 1) {
      throw refused("--parallel (" + parallel + ") must be at least 1.");
    }
    if (devices == null) {
      return Collections.nCopies(parallel * perRun, parallel > 1 ? "cpu" : device);
    }
    Set<Integer> named = new HashSet<>();
    for (int index : devices) {
      if (!named.add(index)) {
        throw refused("--devices names " + index + " twice; each GPU runs one at a time.");
      }
    }
    return devices.stream().map(index -> "cuda:" + index).toList();
  }

  private CommandLine.ParameterException refused(String reason) {
    return new CommandLine.ParameterException(spec.commandLine(), reason);
  }

  private int loaders(int slots) {
    return loaders > 0 ? loaders : ThreadAllotment.ofMachine(slots).loaders();
  }

  private int preprocessors() {
    return loaders > 0 ? loaders : ThreadAllotment.ofMachine(1).threads();
  }
}
