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
import org.voxelbench.base.progress.Progress;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.harness.checkpoint.CheckpointStart;
import org.voxelbench.harness.console.OneLine;
import org.voxelbench.harness.data.Corpus;
import org.voxelbench.harness.data.ExperimentData;
import org.voxelbench.harness.data.LabelledDataset;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.harness.experiment.PreTrainingSpec;
import org.voxelbench.harness.experiment.RunSpec;
import org.voxelbench.results.RunState;
import org.voxelbench.store.Manifest;
import org.voxelbench.store.Outcome;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.RunLock;
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
  private final Progress progress;
  private final Clock clock;
  private final RunSettings settings;

  /**
   * Prepares.
   *
   * @param ledger where evaluations on test data are entered
   * @param threads loader threads
   * @param limits what may end a training early
   */
  public LocalJobRunner(
      Experiment experiment,
      ExperimentData data,
      TestLedger ledger,
      Engine engine,
      int threads,
      Limits limits,
      Progress progress,
      Clock clock) {
    this.experiment = experiment;
    this.data = data;
    this.ledger = ledger;
    this.engine = engine;
    this.threads = threads;
    this.limits = limits;
    this.progress = progress;
    this.clock = clock;
    this.settings = new RunSettings(experiment, engine.info());
  }

  @Override
  public boolean run(Job job, DeviceSlot slot) {
    limits.interruption().check();
    return job.run().isPresent()
        ? train(job, job.run().get())
        : preTrain(job, job.preTraining().orElseThrow());
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
   * Does the work unless it is done; what fails is sealed as failed, with the reason, and takes
   * nothing else down.
   */
  private boolean guarded(
      Job job, Map<String, String> dataHashes, Map<String, Object> made, Runnable work) {
    RunFolder folder = job.folder();
    if (folder.state() == RunState.DONE) {
      try (Progress.Stage stage = progress.stage(job.name() + ", done before", 0, "step")) {
        return true;
      }
    }
    Optional<RunLock> lock = folder.tryLock();
    if (lock.isEmpty()) {
      throw new BadInputException(
          "another process works on run '"
              + folder.id()
              + "'; wait for it, or give another --out.");
    }
    try (RunLock held = lock.get()) {
      Instant now = clock.instant();
      Manifest begun =
          folder.start(
              Provenance.environment(engine, experiment.jars()),
              new TreeMap<>(dataHashes),
              startId(job),
              now);
      noteClock(job, begun.started(), now);
      RunSettings.write(folder.path(), made);
      if (!engine.resetPeakMemory()) {
        LOG.warn(
            "{}: its peak of memory may be that of an earlier run, for the system doesn't let a"
                + " process reset it.",
            job.name());
      }
      work.run();
      noteClock(job, begun.started(), clock.instant());
      return true;
    } catch (InterruptedRunException e) {
      throw e;
    } catch (DivergedException e) {
      return failed(job, RunState.DIVERGED, e);
    } catch (OutOfBudgetException e) {
      return failed(job, RunState.OUT_OF_BUDGET, e);
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
          "{}: the clock went back, for the run was first started at {} and it is {} now; such times"
              + " in its manifest are wrong, but its durations and results are right.",
          job.name(),
          started,
          now);
    }
  }

  private boolean failed(Job job, RunState state, RuntimeException failure) {
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
