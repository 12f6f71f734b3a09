package org.voxelbench.harness.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.voxelbench.base.BadInputException;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.inspect.ClaimList;
import org.voxelbench.harness.options.ExperimentOptions;
import org.voxelbench.reports.claims.ClaimAnswers;
import org.voxelbench.reports.ranking.ComparableRows;
import org.voxelbench.reports.ranking.Scores;
import org.voxelbench.results.ExperimentJson;
import org.voxelbench.results.ResultsCsv;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what the results say of the claims that the protocol states. */
@Command(
    name = "claims",
    mixinStandardHelpOptions = true,
    description = {
      "Say of each claim of the protocol whether the results support or contradict it, and what it"
          + " would take to decide it.",
      "Reads results.csv and experiment.json alone."
    })
final class ClaimsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ExperimentOptions choice;

  @Parameters(
      arity = "0..1",
      paramLabel = "RESULTS",
      description = "folder of the results, in place of --out and --protocol")
  private Path results;

  @Option(
      names = "--require",
      description = "exit with 1 unless every claim is supported, for those who check that often")
  private boolean require;

  @Option(
      names = "--mixed-engines",
      description = "take rows of different engines or precisions together, as report does")
  private boolean mixedEngines;

  @Override
  public Integer call() {
    CommandLine.ParseResult parsed = spec.commandLine().getParseResult();
    if (results != null
        && (parsed.hasMatchedOption("--out") || parsed.hasMatchedOption("--protocol"))) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "give the folder of the results, or --out or --protocol, not both.");
    }
    Path root = results == null ? choice.workspace().root() : results;
    ComparableRows experiment =
        ComparableRows.of(
            ResultsCsv.read(root.resolve(ResultsCsv.NAME)),
            ExperimentJson.read(root.resolve(ExperimentJson.NAME)),
            mixedEngines);
    ClaimAnswers answers = ClaimAnswers.of(experiment, Scores.of(experiment));
    if (answers.all().isEmpty() && require) {
      throw new BadInputException(
          "'"
              + root
              + "' states no claims, so --require has nothing to check; add claims to the protocol"
              + " and run it again.");
    }
    PrintWriter out = spec.commandLine().getOut();
    ClaimList.lines(answers).forEach(out::println);
    return require && !answers.allSupported() ? ExitCode.RUN_FAILED : ExitCode.DONE;
  }
}
