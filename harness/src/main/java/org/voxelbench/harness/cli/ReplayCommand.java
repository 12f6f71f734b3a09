package org.voxelbench.harness.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.AtomicFolder;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.engine.EngineOptions;
import org.voxelbench.engine.ranks.Ranks;
import org.voxelbench.harness.console.ConsoleProgress;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.device.EngineRequest;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.harness.inspect.Replay;
import org.voxelbench.harness.options.MovedPlaces;
import org.voxelbench.harness.run.BenchmarkRequest;
import org.voxelbench.harness.run.JobRequest;
import org.voxelbench.harness.run.JobSession;
import org.voxelbench.harness.run.LaunchRecord;
import org.voxelbench.results.RunState;
import org.voxelbench.store.Manifest;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.RunStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains a run that is done once more and measures in what the two differ. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Train a run once more as its benchmark did, and compare weights, losses and Dice.",
      "Exits with 1 if they differ although the device promises the same bits for the same seed."
    })
final class ReplayCommand implements Callable<Integer> {

  private static final String FOLDER = "replays";

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "RUN", description = "folder of a run or pre-training")
  private Path run;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "cpu, cuda or cuda:N (default: that of the run)")
  private String device;

  @Mixin private MovedPlaces moved;

  @Override
  public Integer call() {
    Path path = run.toAbsolutePath().normalize();
    Workspace workspace = workspace(path);
    RunFolder made = made(workspace, path);
    Manifest manifest = manifest(made);
    Path into = workspace.root().resolve(FOLDER).resolve(manifest.id());
    RunFolder again = new RunStore(into).folder(manifest.key());
    if (again.state().ended()) {
      AtomicFolder.remove(again.path());
    }
    if (!new JobSession(request(workspace, manifest, into), ConsoleProgress.standard()).run()) {
      return ExitCode.RUN_FAILED;
    }
    Replay replay = Replay.of(made, again);
    PrintWriter out = spec.commandLine().getOut();
    replay.lines().forEach(out::println);
    if (replay.isSame()) {
      AtomicFolder.remove(into);
    } else {
      out.println("The second run lies in '" + again.path() + "'.");
    }
    return replay.keepsPromise() ? ExitCode.DONE : ExitCode.RUN_FAILED;
  }

  private static Workspace workspace(Path path) {
    Path root = path.getNameCount() < 3 ? path : path.getParent().getParent();
    if (!Files.isRegularFile(LaunchRecord.protocolFile(new Workspace(root)))) {
      throw new BadInputException(
          "'" + path + "' is no run; name a folder of results/.../runs/ or .../pretraining/.");
    }
    return new Workspace(root);
  }

  private static RunFolder made(Workspace workspace, Path path) {
    RunStore store = new RunStore(workspace.root());
    List<Manifest> known = new ArrayList<>(store.runs());
    known.addAll(store.preTrainings());
    return known.stream()
        .map(manifest -> store.folder(manifest.key()))
        .filter(folder -> folder.path().toAbsolutePath().normalize().equals(path))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "'"
                        + path
                        + "' is no run of '"
                        + workspace.root()
                        + "'; 'voxelbench status' lists them."));
  }

  private static Manifest manifest(RunFolder folder) {
    Manifest manifest = folder.manifest().orElseThrow();
    if (manifest.state() != RunState.DONE) {
      throw new BadInputException(
          "run '"
              + folder.id()
              + "' is "
              + manifest.state().text()
              + "; only one that is done can be replayed.");
    }
    return manifest;
  }

  /** The job as its benchmark would do it, but for another place to leave it in. */
  private JobRequest request(Workspace workspace, Manifest manifest, Path into) {
    EngineInfo engine = manifest.environment().engine();
    BenchmarkRequest begun = begun(workspace).request();
    return new JobRequest(
        begun.experiment(),
        workspace,
        begun.data(),
        begun.ledger(),
        EngineRequest.of(engine).on(device == null ? engine.device() : device),
        EngineOptions.ASKED,
        Ranks.inThisProcess(begun.experiment().protocol().ranks()),
        begun.placement().loaders(),
        manifest.id(),
        Optional.of(into),
        Set.of());
  }

  /** The benchmark as it was last started. */
  private BenchmarkCommand begun(Workspace workspace) {
    LaunchRecord started = LaunchRecord.required(workspace);
    return BenchmarkCommand.of(started.with(moved.byOption()).commandLine(workspace));
  }
}
