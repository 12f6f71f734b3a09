package org.voxelbench.harness.run;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.harness.data.DatasetCatalog;
import org.voxelbench.harness.data.TestSetUsage;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.harness.picture.CaseOverlays;
import org.voxelbench.reports.page.ReportBuilder;
import org.voxelbench.reports.page.ReportChoices;
import org.voxelbench.results.ExperimentJson;
import org.voxelbench.results.ExperimentSummary;
import org.voxelbench.results.ResultRow;
import org.voxelbench.store.RunStore;

/**
 * The report of a benchmark, with the summary and the table of results that it is made of.
 *
 * @param request what the user asked for
 * @param catalog its data sets
 * @param progress hears how far the pictures are
 * @param out hears of pictures that can't be drawn
 */
record BenchmarkReport(
    BenchmarkRequest request, DatasetCatalog catalog, Progress progress, PrintWriter out) {

  /**
   * Writes it from all runs that are done.
   *
   * @param benchmark whose data are prepared
   * @param engine id of the engine whose rows are ranked
   * @param processes how many processes of their own runs had at a time; 0 if they had none
   * @return its page
   */
  Path write(Benchmark benchmark, TestSetUsage testUse, String engine, int processes) {
    Workspace workspace = request.workspace();
    List<ResultRow> rows = new RunStore(workspace.root()).collect();
    ExperimentSummary summary = benchmark.summary(request.command(), testUse, processes);
    ExperimentJson.write(workspace.root().resolve(ExperimentJson.NAME), summary);
    ReportBuilder.build(
        rows.stream().filter(row -> row.engine().equals(engine)).toList(),
        summary,
        workspace.root(),
        workspace.report(),
        ReportChoices.standard()
            .with(new CaseOverlays(catalog, workspace, progress, out::println)));
    return workspace.report().resolve("index.html");
  }
}
