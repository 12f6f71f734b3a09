package org.voxelbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.AtomicFile;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.datasets.card.DatasetCard;
import org.voxelbench.datasets.card.Role;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.console.ShellCall;
import org.voxelbench.harness.data.DatasetCatalog;
import org.voxelbench.harness.draft.ProtocolDraft;
import org.voxelbench.harness.draft.SurveyedDataset;
import org.voxelbench.harness.draft.TrainingMemory;
import org.voxelbench.harness.experiment.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a first protocol for the user's own data sets. */
@Command(
    name = "new-protocol",
    mixinStandardHelpOptions = true,
    description = {
      "Write a commented protocol that fits your data sets and this machine, to run and change.",
      "Median spacing, a patch as memory allows, fold 0, nnU-Net from scratch and a masked"
          + " autoencoder; the file says what to change first."
    })
final class NewProtocolCommand implements Callable<Integer> {

  private static final String ENDING = ".yaml";

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "folder of your data sets (nnU-Net raw layout)")
  private Path data;

  @Option(
      names = "--dataset",
      required = true,
      arity = "1..*",
      paramLabel = "NAME",
      description = "labelled data sets: Liver for the folder Liver or Dataset042_Liver")
  private List<String> datasets;

  @Option(
      names = "--corpus",
      arity = "1..*",
      paramLabel = "NAME",
      description =
          "unlabelled data sets to pre-train on (default: those below --data, else phantoms)")
  private List<String> corpora;

  @Option(
      names = "--memory",
      paramLabel = "GIB",
      description =
          "memory that one training may take (default: what is free on the card; on the CPU 3.5 GiB,"
              + " beyond which time lacks first)")
  private Double gibibytes;

  @Option(
      names = "--device",
      defaultValue = "auto",
      paramLabel = "DEVICE",
      description = "what it shall run on: auto, cpu, cuda or cuda:N (default: ${DEFAULT-VALUE})")
  private String device;

  @Option(
      names = "--out",
      defaultValue = "my-protocol.yaml",
      paramLabel = "FILE",
      description = "file to write, of a name that is new (default: ${DEFAULT-VALUE})")
  private Path out;

  @Override
  public Integer call() {
    String name = name();
    DatasetCatalog catalog =
        new DatasetCatalog(
            Optional.of(data), new Workspace(Path.of("results", name)), Progress.SILENT);
    List<SurveyedDataset> surveyed =
        new LinkedHashSet<>(datasets)
            .stream()
                .map(dataset -> SurveyedDataset.of(dataset, catalog.open(catalog.card(dataset))))
                .toList();
    TrainingMemory memory = TrainingMemory.of(device, Optional.ofNullable(gibibytes));
    ShellCall benchmark =
        new ShellCall("benchmark").with("protocol", out.toString()).with("data", data.toString());
    ProtocolDraft draft =
        new ProtocolDraft(
            name,
            surveyed,
            corpora(catalog),
            memory.scale(),
            memory.bytes(),
            device.equals("auto") ? benchmark : benchmark.with("device", device));
    write(draft.text());
    tell(draft, surveyed, memory);
    return ExitCode.DONE;
  }

  /** The file's name without its ending, which names the protocol and its results. */
  private String name() {
    if (Files.exists(out)) {
      throw new BadInputException(
          "'" + out + "' is there already and stays as it is; name another file by --out.");
    }
    String file = out.getFileName().toString();
    String stem = file.endsWith(ENDING) ? file.substring(0, file.length() - ENDING.length()) : file;
    if (!file.endsWith(ENDING) || !stem.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new BadInputException(
          "the file of --out ('"
              + file
              + "') names the protocol too; choose letters, digits, '.', '_' and '-', and end it in"
              + " '"
              + ENDING
              + "', such as my-protocol.yaml.");
    }
    return stem;
  }

  /** Those that were named, else all that lie below the folder of data sets. */
  private List<String> corpora(DatasetCatalog catalog) {
    if (corpora == null) {
      return Stream.concat(catalog.present().stream(), catalog.own().stream())
          .filter(card -> card.role() == Role.UNLABELLED)
          .map(DatasetCard::name)
          .toList();
    }
    for (String corpus : corpora) {
      DatasetCard card = catalog.card(corpus);
      if (card.role() != Role.UNLABELLED) {
        throw new BadInputException(
            "'"
                + corpus
                + "' is a labelled data set; --corpus takes unlabelled ones, which lie in"
                + " unlabelled/NAME/imagesTr or have a card with 'role: unlabelled' (docs/data.md).");
      }
      if (!DatasetCatalog.isDrawn(card)) {
        catalog.open(card);
      }
    }
    return List.copyOf(new LinkedHashSet<>(corpora));
  }

  private void write(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(out, stream -> stream.write(bytes));
    } catch (IOException e) {
      throw new BadInputException("can't write '" + out + "': " + FileFault.words(e) + ".", e);
    }
  }

  private void tell(ProtocolDraft draft, List<SurveyedDataset> surveyed, TrainingMemory memory) {
    PrintWriter console = spec.commandLine().getOut();
    surveyed.forEach(dataset -> console.println(dataset.words()));
    memory.choice().ifPresent(choice -> console.println("Planned for " + choice + "."));
    console.println("Wrote " + out + "; its first lines say what to change first.");
    ShellCall benchmark = draft.benchmark();
    console.println("  " + benchmark.withWords(List.of("--dry-run")).text());
    console.println("      says what it costs");
    console.println("  " + benchmark.text());
    console.println("      runs it");
  }
}
