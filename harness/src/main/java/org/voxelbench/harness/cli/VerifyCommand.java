package org.voxelbench.harness.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.harness.console.ConsoleProgress;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.console.FolderChecks;
import org.voxelbench.harness.data.DatasetCatalog;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.harness.inspect.DataCheck;
import org.voxelbench.harness.options.ExperimentOptions;
import org.voxelbench.harness.run.LaunchRecord;
import org.voxelbench.store.RunStore;
import org.voxelbench.store.StoreCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Hashes everything again and lists what is damaged. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Read and hash all results, weights, checkpoints and caches again, and the data sets if --data"
          + " is given.",
      "Exits with 0 if everything is whole, else with 1 and a sentence for each fault; changes"
          + " nothing."
    })
final class VerifyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ExperimentOptions choice;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "folder of your data sets, to hash them too")
  private Path data;

  @Override
  public Integer call() {
    Workspace workspace = choice.workspace();
    FolderChecks.results(workspace.root());
    PrintWriter out = spec.commandLine().getOut();
    Progress progress = ConsoleProgress.standard();
    DatasetCatalog catalog = new DatasetCatalog(Optional.ofNullable(data), workspace, progress);
    List<String> faults = new ArrayList<>();
    boolean finished = LaunchRecord.read(workspace).filter(LaunchRecord::finished).isPresent();
    StoreCheck store = new StoreCheck(new RunStore(workspace.root()), faults::add);
    DataCheck datasets = new DataCheck(workspace, catalog, store.runs(), faults::add);
    store.results(finished);
    if (Files.exists(LaunchRecord.protocolFile(workspace))) {
      datasets.protocol();
    }
    datasets.caches();
    faults.forEach(out::println);
    out.println(
        faults.isEmpty()
            ? "Everything is whole" + datasets.unread() + "."
            : "Faults: " + faults.size() + datasets.unread() + ".");
    return faults.isEmpty() ? ExitCode.DONE : ExitCode.RUN_FAILED;
  }
}
