package org.voxelbench.harness;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.voxelbench.protocol.results.ExperimentJson;
import org.voxelbench.protocol.results.ResultsCsv;
import org.voxelbench.reports.PublishedTable;
import org.voxelbench.reports.ReportBuilder;
import org.voxelbench.reports.statistics.RankingScheme;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the report again from {@code results.csv} and {@code experiment.json}. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Write the report again from the results that are there.")
final class ReportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ExperimentChoice choice;

  @Option(
      names = "--beside",
      paramLabel = "FILE",
      description =
          "a published table to show beside the results, in a section of its own, such as"
              + " results/published/nnunet-revisited.csv; repeatable")
  private List<Path> beside = List.of();

  @Option(
      names = "--ranking",
      paramLabel = "SCHEME",
      defaultValue = "aggregate-then-rank",
      description =
          "how methods are ranked on a data set: ${COMPLETION-CANDIDATES} (default:"
              + " ${DEFAULT-VALUE})")
  private RankingScheme ranking;

  @Override
  public Integer call() {
    Workspace workspace = choice.workspace();
    Path root = workspace.root();
    ReportBuilder.build(
        ResultsCsv.read(root.resolve(ResultsCsv.NAME)),
        ExperimentJson.read(root.resolve(ExperimentJson.NAME)),
        ranking,
        root,
        beside.stream().map(PublishedTable::read).toList(),
        workspace.report());
    spec.commandLine()
        .getOut()
        .println(
            "Report: "
                + workspace.report().resolve("index.html").toAbsolutePath().normalize().toUri());
    return ExitCode.DONE;
  }
}
