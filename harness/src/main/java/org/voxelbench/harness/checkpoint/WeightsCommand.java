package org.voxelbench.harness.checkpoint;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks into files of weights. */
@Command(
    name = "weights",
    mixinStandardHelpOptions = true,
    description = "Look into files of weights: PyTorch's .pth, .pt and .bin, and safetensors.",
    subcommands = WeightsShowCommand.class)
public final class WeightsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "say what to do: 'voxelbench weights show FILE'.");
  }
}
