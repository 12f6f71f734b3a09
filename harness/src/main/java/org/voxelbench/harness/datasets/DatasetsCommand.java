package org.voxelbench.harness.datasets;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
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
import picocli.CommandLine.Spec;

/** Lists the data sets and where they are, or shows one. */
@Command(
    name = "datasets",
    mixinStandardHelpOptions = true,
    description = "List the data sets and where they are, or show one with how to get it.",
    subcommands = InspectCommand.class)
public final class DatasetsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "folder of your data sets (nnU-Net raw layout)")
  private Path data;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "a data set to show in full")
  private String name;

  /** The folder of data sets that was given before a subcommand's name. */
  Optional<Path> data() {
    return Optional.ofNullable(data);
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    DatasetCatalog catalog =
        new DatasetCatalog(
            Optional.ofNullable(data), new Workspace(Path.of("results")), Progress.SILENT);
    if (name != null) {
      show(catalog.card(name), catalog, out);
      return ExitCode.DONE;
    }
    for (DatasetCard card : catalog.cards()) {
      String role = card.role().name().toLowerCase(Locale.ROOT);
      out.printf("%-24s %-10s %s%n", card.name(), role, where(card, catalog));
    }
    for (DatasetCard card : catalog.own()) {
      out.printf("%-24s %-10s %s%n", card.name(), "your own", where(card, catalog));
    }
    for (String fault : catalog.faultyCards()) {
      out.println("This card can't be used: " + fault);
    }
    return ExitCode.DONE;
  }

  private static String where(DatasetCard card, DatasetCatalog catalog) {
    if (DatasetCatalog.isDrawn(card)) {
      return "drawn when needed";
    }
    return catalog.place(card).map(Path::toString).orElse("missing");
  }

  private static void show(DatasetCard card, DatasetCatalog catalog, PrintWriter out) {
    out.println(card.name() + ": " + card.title());
    line(
        out,
        "role",
        card.role().name().toLowerCase(Locale.ROOT)
            + card.paper().map(id -> " (" + id + " of the paper)").orElse(""));
    line(out, "modality", card.modality());
    line(out, "labels", card.labels().isEmpty() ? "not stated" : card.labels().toString());
    line(
        out,
        "cases",
        card.trainingCases().isPresent()
            ? Integer.toString(card.trainingCases().getAsInt())
            : "not stated");
    line(out, "cite", card.citation().orElse("not stated"));
    line(out, "licence", card.licence().orElse("not stated"));
    line(out, "here", where(card, catalog));
    line(out, "get it", DatasetCatalog.howToGet(card));
    card.notes().ifPresent(notes -> line(out, "note", notes));
  }

  private static void line(PrintWriter out, String key, String value) {
    out.printf("  %-9s %s%n", key + ":", value);
  }
}
