package org.voxelbench.harness.run;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.ExplainedException;
import org.voxelbench.base.claim.Claim;
import org.voxelbench.base.claim.ClaimLostException;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.ranks.LostProcessException;
import org.voxelbench.harness.check.TransferRehearsal;
import org.voxelbench.harness.checkpoint.CheckpointStart;
import org.voxelbench.harness.console.OneLine;
import org.voxelbench.harness.data.Corpus;
import org.voxelbench.harness.data.ExperimentData;
import org.voxelbench.harness.data.LabelledDataset;
import org.voxelbench.harness.device.RankProcesses;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.experiment.PreTrainingSpec;
import org.voxelbench.harness.experiment.RunSpec;
import org.voxelbench.harness.tracking.Tracking;
import org.voxelbench.results.RunState;
import org.voxelbench.store.Manifest;
import org.voxelbench.store.Outcome;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.TestLedger;
import org.voxelbench.training.loop.DivergedException;
import org.voxelbench.training.loop.InterruptedRunException;
import org.voxelbench.training.loop.Limits;
import org.voxelbench.training.loop.OutOfBudgetException;
import org.voxelbench.training.transfer.LoadingReport;

/** Does pieces of work in this process. */
public final class LocalJobRunner implements JobRunner {

  private static final Logger LOG = LoggerFactory.getLogger(LocalJobRunner.class);

  private final Experiment experiment;
  private final ExperimentData data;
  private final TestLedger ledger;
  private final Engine engine;
  private final int threads;
  private final Limits limits;
  private final RankProcesses others;
  private final Progress progress;
  private final Clock clock;
  private final Tracking tracking;
  private final RunSettings settings;

  /**
   * Prepares.
   *
   * @param ledger where evaluations on test data are entered
   * @param threads loader threads
   * @param limits what may end a training early
   * @param tracking who follows the runs
   * @param others the processes that train with this one
   */
  public LocalJobRunner(
      Experiment experiment,
      ExperimentData data,
      TestLedger ledger,
      Engine engine,
      int threads,
      Limits limits,
      RankProcesses others,
      Progress progress,
      Clock clock,
      Tracking tracking) {
    this.experiment = experiment;
    this.data = data;
    this.ledger = ledger;
    this.engine = engine;
    this.threads = threads;
    this.limits = limits;
    this.others = others;
    this.progress = progress;
    this.clock = clock;
    this.tracking = tracking;
    this.settings = new RunSettings(experiment, engine.info());
  }

  @Override
  public boolean run(Job job, DeviceSlot slot) {
    limits.interruption().check();
    Job followed = job.in(tracking.follow(job.folder()));
    boolean done =
        job.run().isPresent()
            ? train(followed, job.run().get())
            : preTrain(followed, job.preTraining().orElseThrow());
    tracking.end(job.folder());
    return done;
  }

  private boolean preTrain(Job job, PreTrainingSpec spec) {
    PretrainingExecutor executor =
        new PretrainingExecutor(experiment.protocol(), engine, threads, limits, progress, clock);
    if (spec.labelled().isPresent()) {
      PreTrainingSpec.LabelledFold fold = spec.labelled().get();
      LabelledDataset labelled = data.labelled().get(fold.dataset().name());
      return guarded(
          job,
          Map.of(fold.dataset().name(), labelled.contentHash()),
          settings.preTraining(spec, fold, labelled),
          () -> executor.executeSupervised(spec, fold.fold(), labelled, job.folder()));
    }
    Corpus corpus = data.corpus().orElseThrow();
    return guarded(
        job,
        corpus.hashes(),
        settings.preTraining(spec.method(), spec.seed(), corpus),
        () -> executor.execute(spec, corpus, job.folder()));
  }

  private boolean train(Job job, RunSpec run) {
    LabelledDataset labelled = data.labelled().get(run.dataset().name());
    RunExecutor executor =
        new RunExecutor(
            experiment.protocol(),
            experiment.hash(),
            ledger,
            engine,
            threads,
            limits,
            progress,
            clock);
    Optional<LoadingReport> moved =
        run.method().pretrained()
            ? Optional.of(new TransferRehearsal(experiment).of(run.method(), labelled))
            : Optional.empty();
    return guarded(
        job,
        Map.of(run.dataset().name(), labelled.contentHash()),
        settings.training(run, labelled, data.corpus().orElse(null), startId(job), moved),
        () -> executor.execute(run, labelled, start(job, run), job.folder()));
  }

  private static String startId(Job job) {
    return job.start().map(RunFolder::id).orElse("");
  }

  private static Optional<Map<String, NdArray>> start(Job job, RunSpec run) {
    return job.start()
        .map(LocalJobRunner::weights)
        .or(() -> run.method().checkpoint().map(CheckpointStart::weights));
  }

  private static Map<String, NdArray> weights(RunFolder preTraining) {
    Manifest manifest = preTraining.manifest().orElseThrow();
    return preTraining.weights().read(manifest.outcome().weightsSha256());
  }

  /**
   * Does the work unless it is done, or ended in another process while this one asked for it. A
   * process that doesn't lead trains with the one that does, which sees to the rest.
   *
   * @throws org.voxelbench.store.RunHeldException if another process is at it
   */
  private boolean guarded(
      Job job, Map<String, String> dataHashes, Map<String, Object> made, Runnable work) {
    RunFolder folder = job.folder();
    if (!engine.ranks().leads()) {
      work.run();
      return true;
    }
    Optional<Manifest> before = folder.manifest();
    if (before.filter(manifest -> manifest.state() == RunState.DONE).isPresent()) {
      try (Progress.Stage stage = progress.stage(job.name() + ", done before", 0, "step")) {
        return true;
      }
    }
    try (Claim held = folder.lock()) {
      Optional<Manifest> now = folder.manifest();
      if (!now.equals(before) && folder.state().ended()) {
        return folder.state() == RunState.DONE;
      }
      return held(job, dataHashes, made, work);
    }
  }

  /**
   * Does the work; what fails is sealed as failed, with the reason, and takes nothing else down.
   *
   * @throws BadInputException if the work can't go on with what an earlier start left, which stays
   *     as it is
   * @throws org.voxelbench.engine.EngineException if the device is lost to this process, as a card
   *     is after some faults, with which no run could do anything
   */
  private boolean held(
      Job job, Map<String, String> dataHashes, Map<String, Object> made, Runnable work) {
    Instant now = clock.instant();
    Manifest begun =
        job.folder()
            .start(
                Provenance.environment(engine, experiment.jars()),
                new TreeMap<>(dataHashes),
                startId(job),
                now);
    if (!engine.resetPeakMemory()) {
      LOG.warn(
          "{}: its peak of memory may be that of an earlier run, for the system doesn't let a"
              + " process reset it.",
          job.name());
    }
    try {
      noteClock(job, begun.started(), now);
      RunSettings.write(job.folder().path(), made);
      work.run();
      noteClock(job, begun.started(), clock.instant());
      return true;
    } catch (InterruptedRunException | ClaimLostException e) {
      throw e;
    } catch (DivergedException e) {
      return failed(job, RunState.DIVERGED, e);
    } catch (OutOfBudgetException e) {
      return failed(job, RunState.OUT_OF_BUDGET, e);
    } catch (LostProcessException e) {
      return failed(job, RunState.FAILED, others.explained(e));
    } catch (RuntimeException e) {
      return failed(job, RunState.FAILED, e);
    } catch (LinkageError e) {
      String reason = "the method was built against another contract (" + e + "); build it anew.";
      return failed(job, RunState.FAILED, new BadInputException(reason, e));
    }
  }

  /** The clock by which people read times; durations are measured by one that can't go back. */
  private static void noteClock(Job job, String started, Instant now) {
    if (Instant.parse(started).isAfter(now)) {
      LOG.warn(
          "{}: the clock went back, for the run was first started at {} and it is {} now; such"
              + " times in its manifest are wrong, but its durations and results are right.",
          job.name(),
          started,
          now);
    }
  }

  /** What fails because another process took over is that process's, and isn't sealed. */
  private boolean failed(Job job, RunState state, RuntimeException failure) {
    job.folder().check();
    String reason = OneLine.of(failure);
    if (ExplainedException.isExplained(failure)) {
      LOG.error("{} {}: {}", job.name(), state.text(), reason);
    } else {
      LOG.error("{} {}", job.name(), state.text(), failure);
    }
    if (job.folder().state() == RunState.RUNNING) {
      job.folder().seal(state, reason, Outcome.none(), clock.instant());
    }
    return false;
  }
}
