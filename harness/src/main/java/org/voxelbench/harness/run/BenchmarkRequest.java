package org.voxelbench.harness.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.harness.console.ShellCall;
import org.voxelbench.harness.data.Preparation;
import org.voxelbench.harness.device.EngineRequest;
import org.voxelbench.harness.device.Placement;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.harness.tracking.TrackingFormat;
import org.voxelbench.store.TestLedger;

/**
 * A benchmark that a user asks for.
 *
 * @param protocol name or file of the protocol, as the user gave it
 * @param experiment the protocol with its methods
 * @param workspace the folder of the results
 * @param data folder of the user's data sets
 * @param ledger the list of all evaluations on test data
 * @param engine the engine and its device
 * @param placement where runs run side by side
 * @param plugins options that name the plugins, if the user named any
 * @param given all options, such that they mean the same anywhere and later
 * @param rehash whether all raw files are read again, whatever is remembered of them
 * @param tracking who follows the runs
 */
public record BenchmarkRequest(
    String protocol,
    Experiment experiment,
    Workspace workspace,
    Optional<Path> data,
    TestLedger ledger,
    EngineRequest engine,
    Placement placement,
    List<String> plugins,
    List<String> given,
    boolean rehash,
    Set<TrackingFormat> tracking) {

  public BenchmarkRequest {
    plugins = List.copyOf(plugins);
    given = List.copyOf(given);
    tracking = Set.copyOf(tracking);
  }

  /** What prepares its data. */
  public Preparation preparation(Progress progress) {
    Preparation preparation =
        new Preparation(experiment.protocol(), workspace, placement.preprocessors(), progress);
    if (rehash) {
      preparation.rehash();
    }
    return preparation;
  }

  /** What a process that does one of its jobs is started with, but for job and device. */
  public List<String> jobArguments(EngineInfo opened) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--protocol", protocol, "--out", workspace.root().toString()));
    data.ifPresent(folder -> arguments.addAll(List.of("--data", folder.toString())));
    arguments.addAll(plugins);
    arguments.addAll(List.of("--ledger", ledger.file().toString()));
    arguments.addAll(List.of("--engine", opened.id()));
    arguments.addAll(EngineRequest.of(opened).arguments());
    arguments.addAll(List.of("--loaders", Integer.toString(placement.loaders())));
    tracking.stream()
        .sorted()
        .forEach(format -> arguments.addAll(List.of("--track", format.toString())));
    return arguments;
  }

  /** How to ask for it again, as a shell reads it. */
  String command() {
    ShellCall command = new ShellCall("benchmark").with("protocol", protocol);
    if (data.isPresent()) {
      command = command.with("data", data.get().toString());
    }
    List<String> arguments = new ArrayList<>(engine.arguments());
    arguments.addAll(plugins);
    return engine.addTo(command).withWords(arguments).text();
  }
}
