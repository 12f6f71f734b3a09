package org.voxelbench.harness.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voxelbench.base.claim.Claim;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.harness.beside.NetworkFolder;
import org.voxelbench.harness.console.ConsoleProgress;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.console.StopSignals;
import org.voxelbench.harness.data.DatasetCatalog;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.harness.options.ExperimentOptions;
import org.voxelbench.harness.picture.CaseOverlays;
import org.voxelbench.reports.networks.NetworkResults;
import org.voxelbench.reports.page.ReportBuilder;
import org.voxelbench.reports.page.ReportChoices;
import org.voxelbench.reports.published.PublishedTable;
import org.voxelbench.reports.statistics.RankingScheme;
import org.voxelbench.results.ExperimentJson;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.ResultsCsv;
import org.voxelbench.store.Attendance;
import org.voxelbench.store.RunStore;
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
  @Mixin private ExperimentOptions choice;

  @Option(
      names = "--beside",
      paramLabel = "FILE|DIR",
      description =
          "what to show beside the results, in a section of its own: a published table, such as"
              + " results/published/nnunet-revisited.csv, or the results folder of a benchmark on"
              + " another network; repeatable")
  private List<Path> beside = List.of();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "folder of your data sets, to draw cases that have no picture yet")
  private Path data;

  @Option(
      names = "--ranking",
      paramLabel = "SCHEME",
      defaultValue = "aggregate-then-rank",
      description =
          "how methods are ranked on a data set: ${COMPLETION-CANDIDATES} (default:"
              + " ${DEFAULT-VALUE})")
  private RankingScheme ranking;

  @Option(
      names = "--engine",
      paramLabel = "ID",
      description = "report on the rows of this engine alone, where there are rows of several")
  private String engine;

  @Option(
      names = "--mixed-engines",
      description = "rank rows of different engines or precisions together; the report says so")
  private boolean mixedEngines;

  @Override
  public Integer call() {
    Workspace workspace = choice.workspace();
    Path root = workspace.root();
    PrintWriter out = spec.commandLine().getOut();
    Progress progress = ConsoleProgress.standard();
    DatasetCatalog catalog = new DatasetCatalog(Optional.ofNullable(data), workspace, progress);
    List<ResultRow> rows = rows(root);
    ExperimentSummary summary = ExperimentJson.read(root.resolve(ExperimentJson.NAME));
    List<NetworkResults> networks = networks(workspace, rows, summary);
    RunStore store = new RunStore(root);
    try (Attendance present = store.enter();
        Claim turn = store.turn("report", holder -> StopSignals.request().check())) {
      ReportBuilder.build(
          rows,
          summary,
          root,
          workspace.report(),
          new ReportChoices(
              ranking,
              mixedEngines,
              networks,
              beside.stream()
                  .filter(path -> !Files.isDirectory(path))
                  .map(PublishedTable::read)
                  .toList(),
              new CaseOverlays(catalog, workspace, progress, out::println)));
    }
    out.println(
        "Report: " + workspace.report().resolve("index.html").toAbsolutePath().normalize().toUri());
    return ExitCode.DONE;
  }

  private List<ResultRow> rows(Path root) {
    return ResultsCsv.read(root.resolve(ResultsCsv.NAME)).stream().filter(this::counts).toList();
  }

  private boolean counts(ResultRow row) {
    return engine == null || row.engine().equals(engine);
  }

  private List<NetworkResults> networks(
      Workspace workspace, List<ResultRow> rows, ExperimentSummary summary) {
    List<Path> folders = beside.stream().filter(Files::isDirectory).toList();
    return folders.isEmpty()
        ? List.of()
        : NetworkFolder.read(workspace, rows, summary, folders, this::counts);
  }
}
