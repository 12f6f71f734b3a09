package org.voxelbench.harness;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.voxelbench.engine.EngineProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what this machine can run, and why something can't. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Say what this machine can run, and why something can't.")
final class DoctorCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private PluginChoice plugins;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Machine.describe().forEach((label, value) -> out.printf("%-12s %s%n", label, value));
    boolean usable = false;
    for (EngineProvider provider : Engines.installed().all()) {
      out.println();
      out.println("Engine " + provider.id() + ": " + provider.description());
      for (String device : new String[] {"cpu", "cuda"}) {
        String reason = provider.unavailable(device).orElse(null);
        usable |= reason == null;
        out.printf("  %-5s %s%n", device, reason == null ? "ready" : "not here: " + reason);
      }
    }
    out.println();
    out.println(
        "Methods: "
            + plugins.plugins().methods().all().size()
            + " ('voxelbench methods' lists them)");
    out.println(usable ? "This machine can run benchmarks." : "No engine can run here.");
    return usable ? ExitCode.DONE : ExitCode.BAD_INPUT;
  }
}
