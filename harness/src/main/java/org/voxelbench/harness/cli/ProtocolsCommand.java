package org.voxelbench.harness.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.training.protocol.Protocols;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the shipped protocols, or prints one as it is shipped, to be copied and changed. */
@Command(
    name = "protocols",
    mixinStandardHelpOptions = true,
    description = "List the shipped protocols, or print one, to run a changed copy.",
    subcommands = ProtocolsCommand.Show.class)
final class ProtocolsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "short for 'show NAME'")
  private String name;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (name != null) {
      return print(name, out);
    }
    for (String shipped : Protocols.SHIPPED) {
      out.printf("%-28s%s%n", shipped, Protocols.load(shipped).title());
    }
    return ExitCode.DONE;
  }

  private static int print(String name, PrintWriter out) {
    out.print(Protocols.shippedText(name));
    return ExitCode.DONE;
  }

  /** Prints one protocol. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Print one protocol, comments and all.")
  static final class Show implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "the protocol's name")
    private String name;

    @Override
    public Integer call() {
      return print(name, spec.commandLine().getOut());
    }
  }
}
