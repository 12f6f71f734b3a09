package org.voxelbench.harness;

import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.protocol.ProtocolException;
import org.voxelbench.protocol.adapt.LoadingReport;
import org.voxelbench.protocol.file.Protocol;
import org.voxelbench.protocol.method.DownstreamPlan;
import org.voxelbench.protocol.plan.DatasetFingerprint;
import org.voxelbench.protocol.progress.Progress;
import org.voxelbench.protocol.results.ExperimentSummary;
import org.voxelbench.protocol.store.Manifest;
import org.voxelbench.protocol.store.Outcome;
import org.voxelbench.protocol.store.RunFolder;
import org.voxelbench.protocol.store.RunLock;
import org.voxelbench.protocol.store.RunState;
import org.voxelbench.protocol.store.RunStore;
import org.voxelbench.protocol.training.DivergedException;

/** Takes an experiment from raw data to sealed runs; what is done already is left as it is. */
final class Benchmark {

  private static final Logger LOG = LoggerFactory.getLogger(Benchmark.class);

  private final Experiment experiment;
  private final DatasetShelf shelf;
  private final Engine engine;
  private final Progress progress;
  private final Clock clock;
  private final int threads;
  private final RunStore store;
  private final RunFolders folders;
  private final Preparation preparation;
  private final RunSettings settings;
  private final Map<String, LabelledData> labelled = new LinkedHashMap<>();
  private final Map<List<String>, LoadingReport> moved = new HashMap<>();

  Benchmark(
      Experiment experiment,
      Workspace workspace,
      DatasetShelf shelf,
      Engine engine,
      int threads,
      Progress progress,
      Clock clock) {
    this.experiment = experiment;
    this.shelf = shelf;
    this.engine = engine;
    this.threads = threads;
    this.progress = progress;
    this.clock = clock;
    this.store = new RunStore(workspace.root());
    this.folders = new RunFolders(experiment, store, engine.info().id());
    this.settings = new RunSettings(experiment, engine.info());
    this.preparation = new Preparation(experiment.protocol().plans(), workspace, threads, progress);
  }

  /**
   * Runs everything that is not done yet.
   *
   * @return whether all runs are done
   */
  boolean run() {
    Protocol protocol = experiment.protocol();
    folders.refuseOtherPlugins();
    OpenedData opened = OpenedData.open(experiment, shelf, preparation);
    folders.refuseOtherData(opened);
    prepareAll(opened);
    rehearse();
    Corpus corpus =
        experiment.pretrains()
            ? Corpus.of(
                protocol.pretraining().datasets().stream().map(opened.raw()::get).toList(),
                preparation)
            : null;
    boolean allDone = true;
    Map<String, Optional<RunFolder>> done = new LinkedHashMap<>();
    for (Cell cell : experiment.cells()) {
      LabelledData data = labelled.get(cell.dataset().name());
      Optional<RunFolder> preTraining = Optional.empty();
      if (cell.contender().pretext().isPresent()) {
        String key = cell.contender().pretrainingHash() + " " + cell.seed();
        preTraining =
            done.computeIfAbsent(key, k -> pretrain(cell.contender(), cell.seed(), corpus));
        if (preTraining.isEmpty()) {
          allDone = false;
          continue;
        }
      }
      allDone &= execute(cell, data, preTraining, corpus);
    }
    return allDone;
  }

  /** Every transfer from shapes alone, before the first training minute. */
  private void rehearse() {
    TransferRehearsal rehearsal = new TransferRehearsal(experiment);
    for (Cell cell : experiment.cells()) {
      if (cell.contender().pretext().isPresent()) {
        LabelledData data = labelled.get(cell.dataset().name());
        moved.computeIfAbsent(
            transfer(cell),
            key ->
                rehearsal.of(
                    cell.contender(),
                    data.card().name(),
                    data.prepared(cell.contender().plan()).configuration().architecture(),
                    data.raw().channelNames().size(),
                    data.raw().labels().outputChannels()));
      }
    }
  }

  private static List<String> transfer(Cell cell) {
    return List.of(cell.contender().label(), cell.dataset().name());
  }

  private void prepareAll(OpenedData opened) {
    List<Protocol.DatasetEntry> entries = experiment.protocol().datasets();
    for (Protocol.DatasetEntry entry : entries) {
      RawDataset dataset = opened.raw().get(entry.name());
      DatasetFingerprint fingerprint = preparation.fingerprint(dataset);
      labelled.put(
          entry.name(),
          new LabelledData(
              entry,
              shelf.card(entry.name()),
              dataset,
              dataset.contentHash(),
              opened.folds().get(entry.name()),
              experiment.uses(DownstreamPlan.DYNAMIC)
                  ? preparation.dynamic(dataset, fingerprint)
                  : null,
              experiment.uses(DownstreamPlan.FIXED)
                  ? preparation.fixed(dataset, fingerprint)
                  : null));
    }
  }

  private Optional<RunFolder> pretrain(Contender contender, long seed, Corpus corpus) {
    RunFolder folder = folders.preTraining(contender, seed);
    PretrainingExecutor executor =
        new PretrainingExecutor(experiment.protocol(), engine, threads, progress, clock);
    boolean done =
        guarded(
            "Pre-training " + contender.label(),
            folder,
            corpus.hashes(),
            "",
            settings.preTraining(contender, seed, corpus),
            () -> executor.execute(contender, seed, corpus.train(), corpus.validation(), folder));
    return done ? Optional.of(folder) : Optional.empty();
  }

  private boolean execute(
      Cell cell, LabelledData data, Optional<RunFolder> preTraining, Corpus corpus) {
    RunFolder folder = folders.run(cell);
    String preTrainingId = preTraining.map(RunFolder::id).orElse("");
    RunExecutor executor =
        new RunExecutor(experiment.protocol(), experiment.hash(), engine, threads, progress, clock);
    return guarded(
        cell.name(),
        folder,
        Map.of(cell.dataset().name(), data.contentHash()),
        preTrainingId,
        settings.training(
            cell, data, corpus, preTrainingId, Optional.ofNullable(moved.get(transfer(cell)))),
        () -> executor.execute(cell, data, preTraining.map(Benchmark::weights), folder));
  }

  private static Map<String, NdArray> weights(RunFolder preTraining) {
    Manifest manifest = preTraining.manifest().orElseThrow();
    return preTraining.weights().read(manifest.outcome().weightsSha256());
  }

  /**
   * Does the work of a run unless it is done; a run that fails is sealed as failed, with the
   * reason, and takes no other down.
   */
  private boolean guarded(
      String name,
      RunFolder folder,
      Map<String, String> dataHashes,
      String preTraining,
      Map<String, Object> made,
      Runnable work) {
    if (folder.state() == RunState.DONE) {
      try (Progress.Stage stage = progress.stage(name + ", done before", 0, "step")) {
        return true;
      }
    }
    Optional<RunLock> lock = folder.tryLock();
    if (lock.isEmpty()) {
      throw new ProtocolException(
          "another process works on run '"
              + folder.id()
              + "'; wait for it, or give another --out.");
    }
    try (RunLock held = lock.get()) {
      folder.start(
          Provenance.environment(engine.info(), experiment.jars()),
          new TreeMap<>(dataHashes),
          preTraining,
          clock.instant());
      RunSettings.write(folder.path(), made);
      work.run();
      return true;
    } catch (DivergedException e) {
      return failed(name, folder, RunState.DIVERGED, e);
    } catch (RuntimeException e) {
      return failed(name, folder, RunState.FAILED, e);
    } catch (LinkageError e) {
      String reason = "the method was built against another contract (" + e + "); build it anew.";
      return failed(name, folder, RunState.FAILED, new ProtocolException(reason, e));
    }
  }

  private boolean failed(String name, RunFolder folder, RunState state, RuntimeException failure) {
    String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    if (VoxelBench.isExplained(failure)) {
      LOG.error("{} {}: {}", name, state.text(), reason);
    } else {
      LOG.error("{} {}", name, state.text(), failure);
    }
    if (folder.state() == RunState.RUNNING) {
      folder.seal(state, reason, Outcome.none(), clock.instant());
    }
    return false;
  }

  /** Id of the engine that all runs are of. */
  String engine() {
    return engine.info().id();
  }

  /** What a report says beside the numbers; to be asked after {@link #run}. */
  ExperimentSummary summary(String command) {
    return experiment.summary(
        labelled.values().stream().map(LabelledData::note).toList(),
        store.notes(engine()),
        new PreTrainingNotes(experiment, folders).all(),
        command,
        Provenance.machine(engine.info()));
  }
}
