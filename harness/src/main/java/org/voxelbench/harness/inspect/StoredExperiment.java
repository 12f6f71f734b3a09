package org.voxelbench.harness.inspect;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.experiment.ProtocolDifferences;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.harness.plugin.Plugins;
import org.voxelbench.harness.run.LaunchRecord;
import org.voxelbench.harness.run.RunPaths;
import org.voxelbench.store.Manifest;
import org.voxelbench.store.RunStore;
import org.voxelbench.training.protocol.Protocol;

/**
 * The experiment that a folder of results is of, without its data and engine being touched.
 *
 * @param experiment the experiment
 * @param folders where its runs lie
 */
public record StoredExperiment(Experiment experiment, RunPaths folders) {

  private static final String PLUGINS = "--plugins";

  /**
   * The experiment whose protocol, engine and plugins the last benchmark left in the folder, or of
   * a protocol if none was started yet.
   *
   * @param asked the protocol that a user named; empty for the folder's own
   * @throws org.voxelbench.base.BadInputException if the folder's runs are of a protocol that
   *     differs from the one named, or that was edited
   */
  public static StoredExperiment of(
      Workspace workspace, Optional<Protocol> asked, Optional<Plugins> plugins) {
    return of(workspace, LaunchRecord.read(workspace), asked, plugins);
  }

  /** The experiment of the folder, as a benchmark that was started in it goes on. */
  public static StoredExperiment of(Workspace workspace, LaunchRecord started) {
    return of(workspace, Optional.of(started), Optional.empty(), Optional.empty());
  }

  private static StoredExperiment of(
      Workspace workspace,
      Optional<LaunchRecord> started,
      Optional<Protocol> asked,
      Optional<Plugins> plugins) {
    RunStore store = new RunStore(workspace.root());
    Protocol protocol =
        started.isPresent() || asked.isEmpty() ? LaunchRecord.protocol(workspace) : asked.get();
    asked.ifPresent(
        named -> ProtocolDifferences.refuse(LaunchRecord.protocolFile(workspace), protocol, named));
    Experiment experiment =
        Experiment.of(
            protocol,
            plugins.orElseGet(
                () -> Plugins.load(started.map(StoredExperiment::plugins).orElse(List.of()))));
    String engine =
        started
            .map(LaunchRecord::engine)
            .orElseGet(
                () ->
                    store.runs().stream().findFirst().map(StoredExperiment::engine).orElse("auto"));
    return new StoredExperiment(experiment, new RunPaths(experiment, store, engine));
  }

  private static String engine(Manifest manifest) {
    return manifest.key().engine();
  }

  private static List<Path> plugins(LaunchRecord started) {
    List<Path> places = new ArrayList<>();
    List<String> arguments = started.arguments();
    for (int i = 0; i + 1 < arguments.size(); i++) {
      if (arguments.get(i).equals(PLUGINS)) {
        places.add(Path.of(arguments.get(i + 1)));
      }
    }
    return places;
  }

  public Status status() {
    return Status.of(experiment, folders);
  }
}
