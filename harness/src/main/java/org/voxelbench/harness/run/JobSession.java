package org.voxelbench.harness.run;

import java.time.Clock;
import java.util.Set;
import java.util.function.Consumer;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.engine.Engine;
import org.voxelbench.harness.console.StopSignals;
import org.voxelbench.harness.data.DatasetCatalog;
import org.voxelbench.harness.data.ExperimentData;
import org.voxelbench.harness.data.Faults;
import org.voxelbench.harness.data.Preparation;
import org.voxelbench.harness.data.VerifiedDatasets;
import org.voxelbench.harness.device.RankProcesses;
import org.voxelbench.harness.experiment.DataHashes;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.experiment.Workspace;
import org.voxelbench.harness.tracking.Tracking;
import org.voxelbench.store.Attendance;
import org.voxelbench.store.RunStore;
import org.voxelbench.training.loop.Limits;

/** Does what a {@link JobRequest} asks for. */
public final class JobSession {

  private final JobRequest request;
  private final RankProcesses others;
  private final Progress progress;
  private final Consumer<Engine> opened;

  /** A job of one process. */
  public JobSession(JobRequest request, Progress progress) {
    this(request, RankProcesses.NONE, progress);
  }

  /**
   * A job of one process that nobody introduced.
   *
   * @param opened hears of the engine before it computes
   */
  public JobSession(JobRequest request, Progress progress, Consumer<Engine> opened) {
    this(request, RankProcesses.NONE, progress, opened);
  }

  /**
   * A job.
   *
   * @param others the processes that train with this one
   */
  public JobSession(JobRequest request, RankProcesses others, Progress progress) {
    this(request, others, progress, engine -> {});
  }

  private JobSession(
      JobRequest request, RankProcesses others, Progress progress, Consumer<Engine> opened) {
    this.request = request;
    this.others = others;
    this.progress = progress;
    this.opened = opened;
  }

  /**
   * Does the job, unless it is done.
   *
   * @return whether it is done
   * @throws BadInputException if the experiment has no such job
   */
  public boolean run() {
    Experiment experiment = request.experiment();
    Workspace workspace = request.workspace();
    DatasetCatalog catalog = new DatasetCatalog(request.data(), workspace, progress);
    Preparation preparation =
        new Preparation(experiment.protocol(), workspace, request.loaders(), progress);
    try (Attendance present = new RunStore(workspace.root()).enter();
        Engine engine = request.engine().open(request.deviceReason(), request.ranks())) {
      opened.accept(engine);
      Job job = job(new RunPaths(experiment, new RunStore(workspace.root()), engine.info().id()));
      RunPaths.refuseOtherBuild(job);
      LocalJobRunner runner =
          new LocalJobRunner(
              experiment,
              data(catalog, preparation, engine),
              request.ledger(),
              engine,
              request.loaders(),
              Limits.of(experiment.protocol(), StopSignals.request()),
              others,
              progress,
              Clock.systemUTC(),
              new Tracking(
                  engine.ranks().leads() ? request.tracking() : Set.of(),
                  experiment.protocol().name()));
      return runner.run(job, new DeviceSlot(engine.info().device(), true));
    }
  }

  /**
   * What was prepared for the benchmark; prepared anew if it is done once more and that is gone.
   */
  private ExperimentData data(DatasetCatalog catalog, Preparation preparation, Engine engine) {
    Experiment experiment = request.experiment();
    Workspace workspace = request.workspace();
    if (request.into().isEmpty() || ExperimentData.isPrepared(experiment, preparation)) {
      return ExperimentData.reopen(experiment, catalog, preparation, DataHashes.read(workspace));
    }
    RunStore store = new RunStore(workspace.root());
    VerifiedDatasets opened =
        VerifiedDatasets.open(experiment, catalog, preparation, workspace.root());
    Faults faults = new Faults();
    new RunPaths(experiment, store, engine.info().id()).checkData(opened, faults);
    faults.refuse(workspace.root());
    return ExperimentData.prepare(experiment, opened, catalog, preparation);
  }

  private Job job(RunPaths paths) {
    Job known =
        Job.all(request.experiment(), paths).stream()
            .filter(candidate -> candidate.id().equals(request.job()))
            .findFirst()
            .orElseThrow(
                () -> new BadInputException("the experiment has no run '" + request.job() + "'."));
    return request.into().map(folder -> known.in(new RunStore(folder))).orElse(known);
  }
}
