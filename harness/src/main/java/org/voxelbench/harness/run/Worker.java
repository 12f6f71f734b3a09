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
import org.voxelbench.harness.console.Sentence;
import org.voxelbench.harness.data.Corpus;
import org.voxelbench.harness.data.ExperimentData;
import org.voxelbench.harness.data.LabelledData;
import org.voxelbench.harness.experiment.Cell;
import org.voxelbench.harness.experiment.Experiment;
import org.voxelbench.store.Manifest;
import org.voxelbench.store.Outcome;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.RunLock;
import org.voxelbench.store.RunState;
import org.voxelbench.store.TestLedger;
import org.voxelbench.training.loop.DivergedException;
import org.voxelbench.training.loop.InterruptedRunException;
import org.voxelbench.training.loop.Limits;
import org.voxelbench.training.loop.OutOfBudgetException;
import org.voxelbench.training.transfer.LoadingReport;

/** Does pieces of work in this process. */
public final class Worker implements UnitRunner {

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

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
  public Worker(
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
  public boolean run(Unit unit, Slot slot) {
    limits.interruption().check();
    return unit.cell().isPresent() ? train(unit, unit.cell().get()) : preTrain(unit);
  }

  private boolean preTrain(Unit unit) {
    Corpus corpus = data.corpus().orElseThrow();
    PretrainingExecutor executor =
        new PretrainingExecutor(experiment.protocol(), engine, threads, limits, progress, clock);
    return guarded(
        unit,
        corpus.hashes(),
        settings.preTraining(unit.contender(), unit.seed(), corpus),
        () ->
            executor.execute(
                unit.contender(), unit.seed(), corpus.train(), corpus.validation(), unit.folder()));
  }

  private boolean train(Unit unit, Cell cell) {
    LabelledData labelled = data.labelled().get(cell.dataset().name());
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
        unit.preTraining()
            .map(start -> new TransferRehearsal(experiment).of(cell.contender(), labelled));
    return guarded(
        unit,
        Map.of(cell.dataset().name(), labelled.contentHash()),
        settings.training(cell, labelled, data.corpus().orElse(null), startId(unit), moved),
        () ->
            executor.execute(
                cell, labelled, unit.preTraining().map(Worker::weights), unit.folder()));
  }

  private static String startId(Unit unit) {
    return unit.preTraining().map(RunFolder::id).orElse("");
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
      Unit unit, Map<String, String> dataHashes, Map<String, Object> made, Runnable work) {
    RunFolder folder = unit.folder();
    if (folder.state() == RunState.DONE) {
      try (Progress.Stage stage = progress.stage(unit.name() + ", done before", 0, "step")) {
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
              startId(unit),
              now);
      noteClock(unit, begun.started(), now);
      RunSettings.write(folder.path(), made);
      if (!engine.resetPeakMemory()) {
        LOG.warn(
            "{}: its peak of memory may be that of an earlier run, for the system doesn't let a"
                + " process reset it.",
            unit.name());
      }
      work.run();
      noteClock(unit, begun.started(), clock.instant());
      return true;
    } catch (InterruptedRunException e) {
      throw e;
    } catch (DivergedException e) {
      return failed(unit, RunState.DIVERGED, e);
    } catch (OutOfBudgetException e) {
      return failed(unit, RunState.OUT_OF_BUDGET, e);
    } catch (RuntimeException e) {
      return failed(unit, RunState.FAILED, e);
    } catch (LinkageError e) {
      String reason = "the method was built against another contract (" + e + "); build it anew.";
      return failed(unit, RunState.FAILED, new BadInputException(reason, e));
    }
  }

  /** The clock by which people read times; durations are measured by one that can't go back. */
  private static void noteClock(Unit unit, String started, Instant now) {
    if (Instant.parse(started).isAfter(now)) {
      LOG.warn(
          "{}: the clock went back, for the run was first started at {} and it is {} now; such times"
              + " in its manifest are wrong, but its durations and results are right.",
          unit.name(),
          started,
          now);
    }
  }

  private boolean failed(Unit unit, RunState state, RuntimeException failure) {
    String reason = Sentence.of(failure);
    if (ExplainedException.isExplained(failure)) {
      LOG.error("{} {}: {}", unit.name(), state.text(), reason);
    } else {
      LOG.error("{} {}", unit.name(), state.text(), failure);
    }
    if (unit.folder().state() == RunState.RUNNING) {
      unit.folder().seal(state, reason, Outcome.none(), clock.instant());
    }
    return false;
  }
}
