package org.voxelbench.harness.run;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.Labels;
import org.voxelbench.datasets.nifti.NiftiWriter;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.volume.Volumes;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.PeakMemory;
import org.voxelbench.engine.Weights;
import org.voxelbench.evaluation.metrics.Evaluator;
import org.voxelbench.evaluation.metrics.RunIdentity;
import org.voxelbench.harness.data.LabelledDataset;
import org.voxelbench.harness.experiment.RunSpec;
import org.voxelbench.harness.predict.CaseFailures;
import org.voxelbench.harness.predict.CasePrediction;
import org.voxelbench.harness.predict.RawCasePrediction;
import org.voxelbench.harness.predict.TrainedInference;
import org.voxelbench.harness.predict.TrainedRun;
import org.voxelbench.preparation.cache.CachedCase;
import org.voxelbench.preparation.cache.PreparedDataset;
import org.voxelbench.preparation.plan.Configuration;
import org.voxelbench.preparation.preprocess.CasePreprocessor;
import org.voxelbench.results.ResultRow;
import org.voxelbench.results.ResultsFolder;
import org.voxelbench.results.RunState;
import org.voxelbench.store.Checkpoint;
import org.voxelbench.store.KeptPredictions;
import org.voxelbench.store.Outcome;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.TestLedger;
import org.voxelbench.store.TrainingLog;
import org.voxelbench.store.TrainingProgress;
import org.voxelbench.training.loop.Limits;
import org.voxelbench.training.loop.Segmentation;
import org.voxelbench.training.network.Initialization;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.protocol.Protocol;
import org.voxelbench.training.protocol.Recipe;
import org.voxelbench.training.transfer.LoadingReport;
import org.voxelbench.training.transfer.WeightTransfer;

/** Executes one run of the matrix: adapt, train, predict the held-out cases, evaluate. */
final class RunExecutor {

  private final Protocol protocol;
  private final String protocolHash;
  private final TestLedger ledger;
  private final Engine engine;
  private final int threads;
  private final Limits limits;
  private final Progress progress;
  private final Clock clock;

  RunExecutor(
      Protocol protocol,
      String protocolHash,
      TestLedger ledger,
      Engine engine,
      int threads,
      Limits limits,
      Progress progress,
      Clock clock) {
    this.protocol = protocol;
    this.protocolHash = protocolHash;
    this.ledger = ledger;
    this.engine = engine;
    this.threads = threads;
    this.limits = limits;
    this.progress = progress;
    this.clock = clock;
  }

  /**
   * Trains and evaluates a run whose manifest is written, and seals it; a process that doesn't lead
   * only trains.
   *
   * @param pretrained weights that it starts from by name; empty for a random start
   */
  void execute(
      RunSpec run,
      LabelledDataset data,
      Optional<Map<String, NdArray>> pretrained,
      RunFolder folder) {
    PreparedDataset prepared = data.prepared(run.method().plan(protocol));
    Configuration configuration = prepared.configuration();
    Labels labels = data.raw().labels();
    Recipe recipe = run.method().recipe(protocol.training());
    int channels = data.raw().channelNames().size();
    Network network = Segmentation.network(configuration, channels, labels, recipe);
    Map<String, NdArray> initial =
        Initialization.HE.draw(network.weights(), new RandomStreams(run.seed()));
    boolean stemAdapted = false;
    if (run.method().pretrained()) {
      WeightTransfer.Adapted start =
          run.method()
              .into(network, protocol)
              .apply(released(run, pretrained.orElseThrow()), initial);
      initial = start.weights();
      stemAdapted = start.report().stemAdapted();
      if (engine.ranks().leads()) {
        writeLoadingReport(folder, start.report());
      }
    }
    Checkpoint trained =
        new Segmentation(
                run.method().training(protocol),
                recipe,
                configuration,
                labels,
                network,
                run.seed(),
                threads)
            .run(
                "Training " + run.name(),
                initial,
                stemAdapted,
                prepared.cases(data.trainingCases(run.fold(), run.trainingCases(), run.seed())),
                prepared.cases(data.split(run.fold()).val()),
                engine,
                folder,
                limits,
                progress);
    if (!engine.ranks().leads()) {
      return;
    }
    long begin = System.nanoTime();
    double energyBefore = engine.energyJoules();
    String sha256 = folder.weights().write(trained.weights());
    KeptPredictions kept = folder.predictions(sha256);
    List<ResultRow> rows = evaluate(run, data, prepared, network, trained.weights(), folder, kept);
    double inferenceSeconds = (System.nanoTime() - begin) * 1e-9;
    double inferenceEnergy = engine.energyJoules() - energyBefore;
    TrainedRun.describe(folder.path(), prepared.plan(), data.raw(), TrainedInference.of(protocol));
    folder.writeRows(rows);
    kept.end();
    TrainingProgress spent = trained.progress();
    folder.seal(
        RunState.DONE,
        "",
        new Outcome(
            spent.wallSeconds() + inferenceSeconds,
            spent.trainingSeconds(),
            inferenceSeconds,
            Math.max(spent.peakMemoryBytes(), engine.peakMemoryBytes()),
            Math.max(spent.peakHostBytes(), PeakMemory.ofProcess(() -> 0)),
            spent.energyJoules() + inferenceEnergy,
            spent.epochs(),
            List.of(TrainingLog.NAME),
            sha256),
        clock.instant());
    folder.checkpoint().delete();
  }

  private static Map<String, NdArray> released(RunSpec run, Map<String, NdArray> trained) {
    RandomStream random = new RandomStreams(run.seed()).stream("released");
    return run.method().pretext().map(task -> task.released(trained, random)).orElse(trained);
  }

  private static void writeLoadingReport(RunFolder folder, LoadingReport report) {
    new ResultsFolder(folder.path()).write("loading.txt", report.text(true));
  }

  private List<ResultRow> evaluate(
      RunSpec run,
      LabelledDataset data,
      PreparedDataset prepared,
      Network network,
      Map<String, NdArray> weights,
      RunFolder folder,
      KeptPredictions kept) {
    List<String> cases = data.evaluatedCases(run.fold());
    Labels labels = data.raw().labels();
    Evaluator evaluator = Evaluator.of(labels);
    RunIdentity identity = identity(run, data);
    if (!kept.begun()) {
      if (data.isTest()) {
        ledger.add(ledgerEntry(run, data, folder.id()));
      }
      kept.begin();
    }
    List<ResultRow> rows = new ArrayList<>();
    try (Weights loaded = engine.weights(new LinkedHashMap<>(weights));
        CasePrediction prediction =
            new CasePrediction(
                engine,
                network,
                List.of(loaded),
                prepared.plan(),
                prepared.configuration(),
                labels,
                TrainedInference.of(protocol).settings());
        Progress.Stage stage = progress.stage("Predicting " + run.name(), cases.size(), "case")) {
      RawCasePrediction uncached =
          new RawCasePrediction(
              new CasePreprocessor(prepared.plan(), prepared.configuration()), prediction);
      for (String id : cases) {
        limits.interruption().check();
        RawCase raw = data.rawCase(id);
        LabelMap predicted;
        if (kept.has(id)) {
          predicted = kept(folder.prediction(id), raw);
        } else {
          predicted =
              CaseFailures.of(
                  id,
                  () ->
                      data.entry().test() == null
                          ? predict(prediction, prepared.preparedCase(id))
                          : uncached.predict(raw));
          NiftiWriter.write(folder.prediction(id), predicted, labels);
        }
        LabelMap asRead = raw.reader().asRead(predicted);
        rows.addAll(identity.rows(evaluator.score(id, asRead, raw.labelsOnImage())));
        stage.done(rows.size() / evaluator.classes().size());
      }
    }
    return rows;
  }

  /** A written prediction where its case lies, of which the file's header holds fewer digits. */
  private static LabelMap kept(Path file, RawCase raw) {
    return new LabelMap(
        raw.reader().storedGeometry(raw.imageFiles().get(0)), Volumes.readLabelMap(file).labels());
  }

  private static LabelMap predict(CasePrediction prediction, CachedCase input) {
    int[] shape = input.shape();
    float[] image = new float[CaseFailures.imageLength(input.channels(), shape)];
    input.readImage(new int[3], shape, image);
    return prediction.predict(image, input.channels(), shape, input.properties());
  }

  /** What is looked at is entered before it is seen. */
  private TestLedger.Entry ledgerEntry(RunSpec run, LabelledDataset data, String runId) {
    return new TestLedger.Entry(
        clock.instant(),
        run.dataset().name(),
        data.contentHash(),
        run.method().entry().id(),
        run.method().settingsHash(),
        protocolHash,
        run.fold(),
        run.seed(),
        engine.info().id(),
        runId);
  }

  private RunIdentity identity(RunSpec run, LabelledDataset data) {
    EngineInfo info = engine.info();
    return new RunIdentity(
        protocol.name(),
        protocolHash,
        run.dataset().name(),
        data.role(),
        data.splitHash(),
        data.contentHash(),
        info.id(),
        info.precision().name().toLowerCase(Locale.ROOT),
        run.method().label(),
        run.method().settingsHash(),
        run.trainingCases(),
        run.fold(),
        run.seed());
  }
}
