package org.voxelbench.harness.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.plugin.Plugins;
import org.voxelbench.harness.run.Job;
import org.voxelbench.harness.run.RunPaths;
import org.voxelbench.store.RunStore;
import org.voxelbench.training.protocol.Protocols;

/** Layouts of shipped protocols, without data and engine. */
final class Layouts {

  private Layouts() {}

  static List<Job> jobs(String protocol) {
    Experiment experiment = Experiment.of(Protocols.load(protocol), Plugins.load(List.of()));
    return Job.all(experiment, new RunPaths(experiment, new RunStore(Path.of("none")), "torch"));
  }

  static Layout of(String protocol, ClusterSettings settings, Layout.Places places) {
    return new Layout(
        JobMatrix.of(jobs(protocol)), new Allotments(settings, Optional.empty()), places);
  }

  static Layout.Places places(Path folder, String launcher) {
    return new Layout.Places(
        folder.resolve("out").toString(), folder.toString(), "", launcher, "quick", "vb-12345678");
  }
}
