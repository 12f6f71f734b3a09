package org.voxelbench.harness.datasets;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voxelbench.datasets.card.DatasetCard;
import org.voxelbench.datasets.layout.Conversion;
import org.voxelbench.harness.console.ConsoleProgress;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.data.DatasetCatalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Makes a data set that nnU-Net reads of one that lies as its publisher ships it. */
@Command(
    name = "convert",
    mixinStandardHelpOptions = true,
    description = {
      "Make a data set that nnU-Net reads of one as its publisher ships it.",
      "Files that nnU-Net can read stay where they are; dataset.json names them."
    })
final class ConvertCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @ParentCommand private DatasetsCommand parent;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "the converted data set (default: nnUNet_raw/DatasetNNN_NAME below --data)")
  private Path out;

  @Parameters(paramLabel = "NAME", description = "the data set")
  private String name;

  @Override
  public Integer call() {
    ConsoleProgress progress = ConsoleProgress.standard();
    DatasetCatalog catalog = parent.catalog(progress);
    DatasetCard card = catalog.card(name);
    Conversion conversion = catalog.conversion(card, Optional.ofNullable(out));
    Conversion.Outcome outcome = conversion.bringUpToDate(progress);
    PrintWriter say = spec.commandLine().getOut();
    say.println(
        card.name()
            + ": "
            + outcome.training()
            + " training cases and "
            + outcome.test()
            + " test cases of "
            + conversion.source()
            + " are in "
            + conversion.target()
            + (outcome.current() ? ", as before." : "."));
    say.println(
        outcome.derived() == 0
            ? "No file was copied: dataset.json names the publisher's."
            : outcome.derived()
                + " files that nnU-Net can't read as they are stand there, "
                + outcome.written()
                + " of them written now; dataset.json names the publisher's others.");
    card.trainingCases().stream()
        .filter(stated -> stated != outcome.training())
        .forEach(stated -> say.println("Its card says " + stated + " training cases."));
    return ExitCode.DONE;
  }
}
