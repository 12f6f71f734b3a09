package org.voxelbench.harness.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.options.ExperimentOptions;
import org.voxelbench.harness.options.MetricName;
import org.voxelbench.reports.csv.ChallengeTable;
import org.voxelbench.results.ExperimentJson;
import org.voxelbench.results.ResultsCsv;
import org.voxelbench.results.ResultsFolder;
import org.voxelbench.results.metric.Direction;
import org.voxelbench.results.metric.Metric;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes results for other programs that rank. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Write the results as one long CSV in challengeR's layout: task, algorithm, case, value.",
      "A task is a data set, a value the mean over its foreground classes of a case, averaged over"
          + " folds and seeds; a missing prediction is at its worst, and NA says that there is no"
          + " value."
    })
final class ExportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ExperimentOptions choice;

  @Option(
      names = "--metric",
      defaultValue = "dice",
      paramLabel = "METRIC",
      converter = MetricName.class,
      completionCandidates = MetricName.class,
      description =
          "what to write: ${COMPLETION-CANDIDATES}; of a signed one the magnitude (default:"
              + " ${DEFAULT-VALUE})")
  private Metric metric;

  @Option(
      names = "--per-class",
      description = "make a task of each class of a data set: DATASET/CLASS")
  private boolean perClass;

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description = "file to write (default: challenge.csv in the folder of the results)")
  private Path file;

  @Override
  public Integer call() {
    Path root = choice.workspace().root();
    ChallengeTable table =
        ChallengeTable.of(
            ResultsCsv.read(root.resolve(ResultsCsv.NAME)),
            ExperimentJson.read(root.resolve(ExperimentJson.NAME)),
            metric,
            perClass);
    Path target = (file == null ? root.resolve("challenge.csv") : file).toAbsolutePath();
    new ResultsFolder(target.getParent()).write(target.getFileName().toString(), table.csv());
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%d rows, %d of them without value (NA): %s%n",
            table.rows().size(),
            table.undefined(),
            target);
    if (metric.direction() != Direction.HIGHER) {
      spec.commandLine()
          .getOut()
          .printf(
              "of %s lower is better: call challengeR with smallBetter = TRUE%n", metric.name());
    }
    return ExitCode.DONE;
  }
}
