package org.voxelbench.harness.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.reports.page.PublishedReport;
import org.voxelbench.reports.published.PublishedComparison;
import org.voxelbench.reports.published.PublishedTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Ranks the tables of papers, each on its own, and says how far they agree. */
@Command(
    name = "published",
    mixinStandardHelpOptions = true,
    description = {
      "Rank published tables, each on its own, as own results are ranked, and compare their orders.",
      "The folder's README.md says how such a table is written."
    })
final class PublishedCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--tables",
      defaultValue = "results/published",
      paramLabel = "DIR",
      description =
          "folder of the tables, one CSV file each, with what they share in comparisons/ (default: ${DEFAULT-VALUE})")
  private Path tables;

  @Option(
      names = "--out",
      defaultValue = "results/published-report",
      paramLabel = "DIR",
      description = "folder of the report (default: ${DEFAULT-VALUE})")
  private Path out;

  @Override
  public Integer call() {
    List<PublishedTable> read = PublishedTable.readAll(tables);
    PublishedReport.build(read, PublishedComparison.readAll(tables, read), out);
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%d published tables: %s%n",
            read.size(),
            out.resolve("index.html").toAbsolutePath().normalize().toUri());
    return ExitCode.DONE;
  }
}
