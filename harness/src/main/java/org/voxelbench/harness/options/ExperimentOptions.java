package org.voxelbench.harness.options;

import java.nio.file.Path;
import java.util.Optional;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.harness.plugin.Plugins;
import org.voxelbench.training.protocol.Protocol;
import org.voxelbench.training.protocol.Protocols;
import picocli.CommandLine.Option;

/** The options that name a protocol and its folder. */
public final class ExperimentOptions {

  @Option(
      names = "--protocol",
      defaultValue = "quick",
      paramLabel = "NAME|FILE",
      description =
          "one of docs/protocol.md, such as quick or paper, or the path of a protocol file"
              + " (default: ${DEFAULT-VALUE})")
  private String protocol;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "folder of the results (default: results/ and the protocol's name)")
  private Path out;

  private Protocol loaded;

  /** The protocol, whose relative paths are those of the working directory. */
  public Protocol protocol() {
    if (loaded == null) {
      loaded = Protocols.load(protocol).withFilesFrom(Path.of("").toAbsolutePath());
    }
    return loaded;
  }

  public Experiment experiment(Plugins plugins) {
    return Experiment.of(protocol(), plugins);
  }

  public Workspace workspace() {
    return new Workspace(
        Optional.ofNullable(out).orElseGet(() -> Path.of("results", protocol().name())));
  }

  /** The protocol as the user named it. */
  public String name() {
    return protocol;
  }
}
