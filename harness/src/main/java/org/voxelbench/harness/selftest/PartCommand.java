package org.voxelbench.harness.selftest;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.EngineProvider;
import org.voxelbench.engine.Precision;
import org.voxelbench.harness.console.ExitCode;
import org.voxelbench.harness.device.Engines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Does one part of the self-test in a process of its own; {@link PartProcess} calls it. */
@Command(name = "part", hidden = true)
final class PartCommand implements Callable<Integer> {

  /** What it does with a training. */
  enum Kind {
    /** {@link KillAndResume}'s training, from where it stands to its end. */
    TRAINING,
    /** {@link LargeStep}. */
    LARGE
  }

  @Option(names = "--engine", required = true)
  private String engine;

  @Option(names = "--device", required = true)
  private String device;

  @Option(names = "--precision", required = true)
  private Precision precision;

  @Option(names = "--threads", required = true)
  private int threads;

  @Option(names = "--folder", required = true)
  private Path folder;

  @Option(names = "--workload", required = true)
  private String name;

  @Option(names = "--kind", required = true)
  private Kind kind;

  /** What {@code voxelbench} is called with to run it. */
  static List<String> arguments(Subject subject, Path folder, String workload, Kind kind) {
    return List.of(
        "selftest",
        "part",
        "--engine",
        subject.engine(),
        "--device",
        subject.device(),
        "--precision",
        subject.precisionName(),
        "--threads",
        Integer.toString(subject.threads()),
        "--folder",
        folder.toString(),
        "--workload",
        workload,
        "--kind",
        kind.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public Integer call() {
    endWithTheSelftest();
    EngineProvider provider =
        Engines.installed().all().stream()
            .filter(known -> known.id().equals(engine))
            .findFirst()
            .orElseThrow(() -> new EngineException("unknown engine '" + engine + "'."));
    Subject subject = new Subject(provider, device, precision, threads);
    List<Workload> workloads =
        kind == Kind.LARGE ? Workloads.large(subject.onCard()) : Workloads.small();
    Workload workload = Workloads.named(workloads, name);
    double room = kind == Kind.LARGE ? LargeStep.room(subject) : 0;
    try (Engine opened = subject.open()) {
      if (kind == Kind.LARGE) {
        new LargeStep(workload, opened, folder, room).measure();
      } else {
        KillAndResume.train(workload, opened, folder);
      }
    }
    return ExitCode.DONE;
  }

  /** What nobody waits for any more takes no more time. */
  private static void endWithTheSelftest() {
    ProcessHandle.current()
        .parent()
        .ifPresent(
            parent ->
                parent.onExit().thenRun(() -> Runtime.getRuntime().halt(ExitCode.INTERRUPTED)));
  }
}
