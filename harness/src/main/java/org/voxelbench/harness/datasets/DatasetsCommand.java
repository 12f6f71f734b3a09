package org.voxelbench.harness.datasets;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.datasets.card.DatasetCard;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.data.DatasetCatalog;
import org.voxelbench.harness.experiment.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Lists the data sets and how far they are, or shows one. */
@Command(
    name = "datasets",
    mixinStandardHelpOptions = true,
    description = "List the data sets and how far they are, or show one with how to get it.",
    subcommands = {FetchCommand.class, ConvertCommand.class, InspectCommand.class})
public final class DatasetsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      scope = ScopeType.INHERIT,
      paramLabel = "DIR",
      description = "folder of your data sets (nnU-Net raw layout)")
  private Path data;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "a data set to show in full")
  private String name;

  /** The folder of data sets, given before a subcommand or after it. */
  Optional<Path> data() {
    return Optional.ofNullable(data);
  }

  /** The data sets that are known. */
  DatasetCatalog catalog(Progress progress) {
    return new DatasetCatalog(data(), new Workspace(Path.of("results")), progress);
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    DatasetCatalog catalog = catalog(Progress.SILENT);
    if (name != null) {
      DatasetCard card = catalog.card(name);
      new DatasetPage(card, DatasetState.of(card, catalog), catalog.place(card)).print(out);
      return ExitCode.DONE;
    }
    DatasetTable table = new DatasetTable();
    catalog.cards().forEach(card -> table.add(card, DatasetState.of(card, catalog)));
    catalog.own().forEach(card -> table.addOwn(card, DatasetState.of(card, catalog)));
    table.print(out);
    for (String fault : catalog.faultyCards()) {
      out.println("This card can't be used: " + fault);
    }
    return ExitCode.DONE;
  }
}
