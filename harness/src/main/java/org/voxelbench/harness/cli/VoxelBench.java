package org.voxelbench.harness.cli;

import java.util.ResourceBundle;
import org.voxelbench.base.ExplainedException;
import org.voxelbench.base.claim.ClaimLostException;
import org.voxelbench.engine.Precision;
import org.voxelbench.harness.checkpoint.WeightsCommand;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.console.OneLine;
import org.voxelbench.harness.console.StopSignals;
import org.voxelbench.harness.console.Version;
import org.voxelbench.harness.console.Word;
import org.voxelbench.harness.datasets.DatasetsCommand;
import org.voxelbench.harness.inspect.TrackCommand;
import org.voxelbench.harness.nnunet.ExportNnUnetCommand;
import org.voxelbench.harness.nnunet.ExportNnsslCommand;
import org.voxelbench.harness.nnunet.ImportCommand;
import org.voxelbench.harness.selftest.SelftestCommand;
import org.voxelbench.harness.tracking.TrackingFormat;
import org.voxelbench.reports.statistics.RankingScheme;
import org.voxelbench.training.loop.InterruptedRunException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line {@code voxelbench}. */
@Command(
    name = "voxelbench",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    exitCodeOnExecutionException = ExitCode.INTERNAL,
    description = "Does this self-supervised pre-training really help 3D medical segmentation?",
    subcommands = {
      ProtocolsCommand.class,
      NewProtocolCommand.class,
      PrepareCommand.class,
      BenchmarkCommand.class,
      WorkCommand.class,
      StatusCommand.class,
      TrackCommand.class,
      ResumeCommand.class,
      SlurmCommand.class,
      JobCommand.class,
      VerifyCommand.class,
      CleanCommand.class,
      ReportCommand.class,
      ClaimsCommand.class,
      PublishedCommand.class,
      ImportCommand.class,
      ExportCommand.class,
      ExportNnUnetCommand.class,
      ExportNnsslCommand.class,
      DoctorCommand.class,
      SelftestCommand.class,
      WeightsCommand.class,
      MethodsCommand.class,
      NewMethodCommand.class,
      DiffCommand.class,
      ReplayCommand.class,
      DatasetsCommand.class,
      PlanCommand.class,
      PredictCommand.class,
      EnsembleCommand.class,
      EvaluateCommand.class,
      DeterminePostprocessingCommand.class,
      ApplyPostprocessingCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:a run failed, diverged or went out of its budget, and the others are done; or a check"
          + " (selftest, verify, replay, claims --require) found something wrong",
      "2:bad input or usage; nothing was trained",
      "70:an error of VoxelBench itself",
      "75:stopped by SIGTERM, SIGINT or SIGUSR1, all saved; please requeue"
    })
public final class VoxelBench {

  /** Columns of an option's name and label in a help page of 80. */
  private static final int LONGEST_OPTION = 28;

  private VoxelBench() {}

  /** Runs a command and exits with its code. */
  public static void main(String[] arguments) {
    StopSignals.install();
    System.exit(commandLine().execute(arguments));
  }

  public static CommandLine commandLine() {
    CommandLine line = new CommandLine(new VoxelBench());
    Word.register(line, Precision.class);
    Word.register(line, RankingScheme.class);
    Word.register(line, TrackingFormat.class);
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpLongOptionsMaxWidth(LONGEST_OPTION)
        .setResourceBundle(ResourceBundle.getBundle(VoxelBench.class.getPackageName() + ".Help"))
        .setParameterExceptionHandler((failure, arguments) -> reportUsage(failure))
        .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command));
  }

  /** The sentence alone: a whole help page would push it out of sight. */
  private static int reportUsage(CommandLine.ParameterException failure) {
    CommandLine command = failure.getCommandLine();
    print(command, OneLine.of(failure));
    CommandLine.UnmatchedArgumentException.printSuggestions(failure, command.getErr());
    command
        .getErr()
        .println("See '" + command.getCommandSpec().qualifiedName() + " --help' for its options.");
    return ExitCode.BAD_INPUT;
  }

  private static int report(Exception failure, CommandLine command) throws Exception {
    if (!ExplainedException.isExplained(failure)) {
      throw failure;
    }
    if (failure instanceof ExplainedException explained) {
      explained.told().forEach(sentence -> print(command, OneLine.of(sentence)));
    } else {
      print(command, OneLine.of(failure));
    }
    return failure instanceof InterruptedRunException || failure instanceof ClaimLostException
        ? ExitCode.INTERRUPTED
        : ExitCode.BAD_INPUT;
  }

  private static void print(CommandLine command, String line) {
    command.getErr().println("voxelbench: " + line);
  }
}
