package org.voxelbench.harness.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.options.PluginOptions;
import org.voxelbench.harness.plugin.PluginJar;
import org.voxelbench.harness.plugin.Plugins;
import org.voxelbench.training.pretext.SslMethod;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Lists the methods, or shows one with its settings. */
@Command(
    name = "methods",
    mixinStandardHelpOptions = true,
    description = "List the methods, built in and plugged in, or show one.",
    subcommands = MethodsCommand.Show.class)
final class MethodsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private PluginOptions plugins;

  @Parameters(arity = "0..1", paramLabel = "ID", description = "short for 'show ID'")
  private String id;

  @Override
  public Integer call() {
    Plugins found = plugins.plugins();
    PrintWriter out = spec.commandLine().getOut();
    if (id != null) {
      MethodDetails.print(found, id, out);
      return ExitCode.DONE;
    }
    for (SslMethod<?> method : found.methods().all()) {
      String jar = found.jarOf(method).map(from -> " (" + from.name() + ")").orElse("");
      out.printf("%-16s %s%s%n", method.info().id(), method.info().summary(), jar);
    }
    for (PluginJar jar : found.jars()) {
      if (!jar.plugin()) {
        out.println(jar.path() + " names no method; plugins may use its classes.");
      }
    }
    return ExitCode.DONE;
  }

  /** Shows one method with its settings. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Show one method: settings with their defaults, citation, licence, plan.")
  static final class Show implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @ParentCommand private MethodsCommand methods;

    @Parameters(paramLabel = "ID", description = "the method's id")
    private String id;

    @Override
    public Integer call() {
      MethodDetails.print(methods.plugins.plugins(), id, spec.commandLine().getOut());
      return ExitCode.DONE;
    }
  }
}
