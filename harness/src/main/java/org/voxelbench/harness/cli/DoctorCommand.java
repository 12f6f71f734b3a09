package org.voxelbench.harness.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.engine.EngineProvider;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.console.HostInfo;
import org.voxelbench.harness.data.DatasetCatalog;
import org.voxelbench.harness.device.EngineTrial;
import org.voxelbench.harness.device.Engines;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.harness.options.PluginOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what this machine can run, and why something can't. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Say what this machine can run, and why something can't.")
final class DoctorCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private PluginOptions plugins;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "folder of your data sets, to say what is found there")
  private Path data;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    HostInfo.describe().forEach((label, value) -> out.printf("%-12s %s%n", label, value));
    boolean usable = false;
    for (EngineProvider provider : Engines.installed().all()) {
      out.println();
      out.println("Engine " + provider.id() + ": " + provider.description());
      for (String device : devices(provider)) {
        usable |= examine(provider, device, out);
      }
    }
    out.println();
    out.println(
        "Methods: "
            + plugins.plugins().methods().all().size()
            + " ('voxelbench methods' lists them)");
    if (data != null) {
      listData(out);
    }
    out.println(usable ? "This machine can run benchmarks." : "No engine can run here.");
    return usable ? ExitCode.DONE : ExitCode.BAD_INPUT;
  }

  /** The data sets of the data folder, and the cards that can't be used. */
  private void listData(PrintWriter out) {
    DatasetCatalog catalog =
        new DatasetCatalog(Optional.of(data), new Workspace(Path.of("results")), Progress.SILENT);
    List<String> found = new ArrayList<>();
    catalog.present().forEach(card -> found.add(card.name()));
    catalog.own().forEach(card -> found.add(card.name() + " (your own)"));
    out.println(
        "Data sets below "
            + data
            + ": "
            + (found.isEmpty() ? "none" : String.join(", ", found))
            + " ('voxelbench datasets --data "
            + data
            + "' says where)");
    catalog.faultyCards().forEach(fault -> out.println("This card can't be used: " + fault));
  }

  /** The processor, the first card whether it is there or not, and all others that are. */
  private static List<String> devices(EngineProvider provider) {
    List<String> devices = new ArrayList<>(List.of("cpu", "cuda:0"));
    String next = "cuda:1";
    while (provider.unavailable(next).isEmpty()) {
      devices.add(next);
      next = "cuda:" + (devices.size() - 1);
    }
    return devices;
  }

  private static boolean examine(EngineProvider provider, String device, PrintWriter out) {
    EngineTrial trial =
        provider
            .unavailable(device)
            .map(reason -> new EngineTrial(false, List.of("not here: " + reason)))
            .orElseGet(() -> EngineTrial.of(provider, device));
    out.printf("  %-7s %s%n", device, trial.lines().get(0));
    trial.lines().stream().skip(1).forEach(line -> out.printf("  %-7s %s%n", "", line));
    return trial.usable();
  }
}
