package org.voxelbench.harness.checkpoint;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.preparation.plan.PlanJson;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.protocol.Protocols;
import org.voxelbench.training.transfer.LoadingReport;
import org.voxelbench.training.transfer.TransferScope;
import org.voxelbench.training.transfer.WeightTransfer;
import org.voxelbench.weights.WeightsArchive;
import org.voxelbench.weights.nnssl.AdaptationPlan;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a file of weights holds, and what of it would reach a network. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = {
      "Show what a file of weights holds, and what of it would reach a network.",
      "The network is that of the file's own adaptation plan unless you name another. Nothing in"
          + " the file is executed."
    })
final class WeightsShowCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FILE", description = "the file, or a folder of shards")
  private Path file;

  @ArgGroup private Target target;

  /** Whose network the weights are to reach. */
  private static final class Target {

    @Option(
        names = "--protocol",
        required = true,
        paramLabel = "P",
        description = "the network of a protocol's fixed plan")
    private String protocol;

    @Option(
        names = "--plans",
        required = true,
        paramLabel = "FILE",
        description = "the network of '3d_fullres' in an nnU-Net plans file")
    private Path plans;
  }

  @Option(
      names = "--channels",
      defaultValue = "1",
      paramLabel = "N",
      description = "input channels of the network (default: ${DEFAULT-VALUE})")
  private int channels;

  @Option(
      names = "--transfer",
      defaultValue = "ENCODER",
      paramLabel = "SCOPE",
      description = "what moves: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private TransferScope transfer;

  @Option(
      names = "--name",
      paramLabel = "BEGINNING=OTHER",
      description =
          "what names begin with in the file, and with what instead, as 'names' of method"
              + " checkpoint; repeatable")
  private Map<String, String> names = new LinkedHashMap<>();

  @Option(names = "--tensors", description = "list every weight, and what would become of it")
  private boolean tensors;

  private static final String CONFIGURATION = "3d_fullres";

  /** Heads are never transferred, so that their width changes nothing. */
  private static final int ANY_OUTPUTS = 2;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (WeightsArchive archive = WeightsArchive.open(file)) {
      ForeignWeights weights = ForeignWeights.of(archive, names);
      Optional<AdaptationPlan> plan = CheckpointPlan.of(archive);
      new WeightsPage(archive, weights, plan).print(out, tensors);
      architecture(plan).ifPresent(network -> print(out, network, weights));
    }
    return ExitCode.DONE;
  }

  private Optional<Architecture> architecture(Optional<AdaptationPlan> plan) {
    if (target == null) {
      return plan.map(known -> known.architecture().architecture());
    }
    return Optional.of(
        target.protocol != null
            ? Protocols.load(target.protocol).plans().fixed().architecture()
            : PlanJson.readPlan(target.plans).configuration(CONFIGURATION).architecture());
  }

  private void print(PrintWriter out, Architecture architecture, ForeignWeights weights) {
    Network network = Network.of(architecture, channels, ANY_OUTPUTS, false);
    LoadingReport report = new WeightTransfer(network, transfer).dryRun(weights.shapes());
    out.println();
    out.printf(
        "Into %s, with %d input channel%s, moving %s:%n",
        architecture.words(), channels, channels == 1 ? "" : "s", transfer);
    out.print(report.text(tensors));
    out.flush();
  }
}
