package org.voxelbench.harness.datasets;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.datasets.card.DatasetCard;
import org.voxelbench.datasets.download.Downloader;
import org.voxelbench.datasets.install.DatasetPlaces;
import org.voxelbench.datasets.install.Installer;
import org.voxelbench.harness.console.ConsoleProgress;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.console.OneLine;
import org.voxelbench.harness.data.DatasetCatalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Fetches data sets that anybody may have, and says how the others are had. */
@Command(
    name = "fetch",
    mixinStandardHelpOptions = true,
    description = {
      "Fetch data sets that anybody may have, check and unpack them; say how the others are had.",
      "What broke off is continued. Archives that you bring are checked and unpacked too."
    })
final class FetchCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @ParentCommand private DatasetsCommand parent;

  @Option(
      names = "--only",
      paramLabel = "PATTERN",
      description =
          "of a data set of many files, those whose paths match, such as 'OpenMind/ds0001*/**';"
              + " repeatable")
  private List<String> only = new ArrayList<>();

  @Parameters(arity = "1..*", paramLabel = "NAME", description = "the data sets")
  private List<String> names;

  @Override
  public Integer call() {
    Path root = root();
    DatasetCatalog catalog = parent.catalog(Progress.SILENT);
    List<DatasetCard> cards = names.stream().map(catalog::card).toList();
    boolean done = false;
    for (DatasetCard card : cards) {
      try {
        done |= fetch(card, root, catalog);
      } catch (BadInputException e) {
        spec.commandLine().getErr().println("voxelbench: " + OneLine.of(e));
      }
    }
    return done ? ExitCode.DONE : ExitCode.BAD_INPUT;
  }

  private Path root() {
    return parent
        .data()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(), "give the folder of your data sets with --data (DATA=)."));
  }

  /** Whether it is here in the end. */
  private boolean fetch(DatasetCard card, Path root, DatasetCatalog catalog) {
    PrintWriter out = spec.commandLine().getOut();
    DatasetPlaces places = new DatasetPlaces(root, card);
    Optional<Path> here = catalog.place(card);
    if (DatasetCatalog.isDrawn(card)) {
      out.println(card.name() + ": is drawn when it is needed; there is nothing to fetch.");
      return true;
    }
    if (here.isPresent() && card.files().isEmpty()) {
      out.println(card.name() + ": is here, " + here.get() + ".");
      return true;
    }
    if (!card.isDownloadable() && !places.hasArchives()) {
      new WayToGet(places).print(out);
      return false;
    }
    Installer installer = new Installer(new Downloader(), ConsoleProgress.standard());
    Installer.Installed installed = installer.install(places, only);
    installed.remarks().forEach(remark -> out.println(card.name() + ": " + remark + "."));
    out.println(card.name() + ": " + outcome(card, catalog, installed.folder()));
    return true;
  }

  private static String outcome(DatasetCard card, DatasetCatalog catalog, Path folder) {
    try {
      catalog.layOut(card);
      int cases = catalog.open(card).trainingCases().size();
      boolean asStated = card.trainingCases().orElse(cases) == cases;
      return "ready, "
          + cases
          + " training cases in "
          + folder
          + (asStated ? "." : "; its card says " + card.trainingCases().getAsInt() + ".");
    } catch (BadInputException e) {
      return "is unpacked in " + folder + ", but can't be opened yet: " + OneLine.of(e);
    }
  }
}
