package org.voxelbench.harness;

import java.nio.file.Path;
import java.util.Optional;
import org.voxelbench.training.protocol.Protocol;
import org.voxelbench.training.protocol.Protocols;
import picocli.CommandLine.Option;

/** The options that name a protocol and its folder. */
final class ExperimentChoice {

  @Option(
      names = "--protocol",
      defaultValue = "quick",
      paramLabel = "NAME|FILE",
      description = "quick, hippocampus, paper, or a protocol file (default: ${DEFAULT-VALUE})")
  private String protocol;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "folder of the results (default: results/PROTOCOL)")
  private Path out;

  private Protocol loaded;

  Protocol protocol() {
    if (loaded == null) {
      loaded = Protocols.load(protocol);
    }
    return loaded;
  }

  Experiment experiment(Plugins plugins) {
    return Experiment.of(protocol(), plugins);
  }

  Workspace workspace() {
    return new Workspace(
        Optional.ofNullable(out).orElseGet(() -> Path.of("results", protocol().name())));
  }

  /** The protocol as the user named it. */
  String name() {
    return protocol;
  }
}
