package org.voxelbench.harness.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Takes results that other programs wrote into results of the same form. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = "Take results that another program wrote, to rank them as one's own.",
    subcommands = ImportNnUnetCommand.class)
final class ImportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "say whose results to import: 'voxelbench import nnunet'.");
  }
}
