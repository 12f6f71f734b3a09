package org.voxelbench.harness.selftest;

import java.nio.file.Path;
import org.voxelbench.base.format.StrictJson;
import org.voxelbench.engine.Engine;
import org.voxelbench.harness.device.JavaCommand;

/** A step of each large training, in a process of its own, whose peak of memory is its own. */
final class LargeSteps implements Section {

  private final JavaCommand java;
  private final Path root;

  /**
   * Prepares.
   *
   * @param root takes the trainings' folders
   */
  LargeSteps(JavaCommand java, Path root) {
    this.java = java;
    this.root = root;
  }

  @Override
  public String name() {
    return "large step";
  }

  @Override
  public double share() {
    return 4;
  }

  @Override
  public void check(Subject subject, Engine engine, Checks checks) {
    for (Workload workload : Workloads.large(subject.onCard())) {
      checks.run(workload.name(), () -> measure(subject, workload, checks.deadline()));
    }
  }

  private Finding measure(Subject subject, Workload workload, Deadline deadline) {
    try (WorkFolder work = WorkFolder.under(root);
        PartProcess process =
            PartProcess.start(
                java, subject, work.path(), workload.name(), PartCommand.Kind.LARGE)) {
      if (!process.ended(deadline)) {
        return Finding.leftOut("for time: its process had not come to its end");
      }
      return process.succeeded()
          ? StrictJson.read(work.path().resolve(LargeStep.FIGURES), LargeFigures.class).finding()
          : Finding.wrong(process.failure());
    }
  }
}
