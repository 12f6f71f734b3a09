package org.voxelbench.harness.nnunet;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Takes what other programs made into results and runs of the same form. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = "Take results or models of another program, to rank and use them as one's own.",
    subcommands = {ImportNnUnetCommand.class, ImportModelCommand.class})
public final class ImportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(),
        "say what to import: 'voxelbench import nnunet' (results) or 'import nnunet-model'.");
  }
}
