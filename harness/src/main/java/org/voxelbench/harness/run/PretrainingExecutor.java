package org.voxelbench.harness.run;

import java.time.Clock;
import java.util.List;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.datasets.Labels;
import org.voxelbench.engine.Engine;
import org.voxelbench.harness.data.Corpus;
import org.voxelbench.harness.data.LabelledDataset;
import org.voxelbench.harness.experiment.PreTrainingSpec;
import org.voxelbench.harness.experiment.TrainingPlan;
import org.voxelbench.harness.picture.PreviewFile;
import org.voxelbench.preparation.cache.PreparedCase;
import org.voxelbench.preparation.cache.PreparedDataset;
import org.voxelbench.results.RunState;
import org.voxelbench.store.Checkpoint;
import org.voxelbench.store.Outcome;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.TrainingLog;
import org.voxelbench.store.TrainingProgress;
import org.voxelbench.training.loop.Limits;
import org.voxelbench.training.loop.Pretraining;
import org.voxelbench.training.loop.Segmentation;
import org.voxelbench.training.network.Initialization;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.protocol.FixedPlan;
import org.voxelbench.training.protocol.Protocol;
import org.voxelbench.training.protocol.Recipe;

/** Executes the pre-training of one method with one seed. */
final class PretrainingExecutor {

  private final Protocol protocol;
  private final Engine engine;
  private final int threads;
  private final Limits limits;
  private final Progress progress;
  private final Clock clock;

  PretrainingExecutor(
      Protocol protocol,
      Engine engine,
      int threads,
      Limits limits,
      Progress progress,
      Clock clock) {
    this.protocol = protocol;
    this.engine = engine;
    this.threads = threads;
    this.limits = limits;
    this.progress = progress;
    this.clock = clock;
  }

  /**
   * Trains a pre-training whose manifest is written, leaves what shows what it learnt, and seals
   * it.
   */
  void execute(PreTrainingSpec spec, Corpus corpus, RunFolder folder) {
    PretextTask own = spec.method().pretext().orElseThrow();
    PretextTask task = corpus.marked() ? own.weighted() : own;
    FixedPlan plan = protocol.plans().fixed();
    Network network = Pretraining.network(plan, task);
    Pretraining pretraining =
        new Pretraining(
            spec.method().pretraining(protocol), network, plan.patch(), spec.seed(), threads);
    Checkpoint trained =
        pretraining.run(
            spec.name(),
            task,
            corpus.train(),
            corpus.validation(),
            engine,
            folder,
            limits,
            progress);
    if (!engine.ranks().leads()) {
      return;
    }
    PreviewFile.write(
        folder.path(), pretraining.preview(task, corpus.validation(), engine, trained.weights()));
    seal(trained, folder);
  }

  /**
   * Trains a network with labels as a random start under the fixed plan is trained, for the steps
   * of a pre-training, on the cases of a fold that no run trains on.
   */
  void executeSupervised(PreTrainingSpec spec, int fold, LabelledDataset data, RunFolder folder) {
    PreparedDataset prepared = data.prepared(TrainingPlan.FIXED);
    Labels labels = data.raw().labels();
    Recipe recipe = protocol.training().fromScratchFixed();
    Network network =
        Segmentation.network(
            prepared.configuration(), data.raw().channelNames().size(), labels, recipe);
    List<PreparedCase> spare = prepared.cases(data.spareCases(fold, protocol.seeds()));
    Checkpoint trained =
        new Segmentation(
                protocol.training().with(spec.method().pretraining(protocol).length()),
                recipe,
                prepared.configuration(),
                labels,
                network,
                spec.seed(),
                threads)
            .run(
                spec.name(),
                Initialization.HE.draw(network.weights(), new RandomStreams(spec.seed())),
                false,
                spare,
                spare,
                engine,
                folder,
                limits,
                progress);
    seal(trained, folder);
  }

  private void seal(Checkpoint trained, RunFolder folder) {
    if (!engine.ranks().leads()) {
      return;
    }
    String sha256 = folder.weights().write(trained.weights());
    TrainingProgress spent = trained.progress();
    folder.seal(
        RunState.DONE,
        "",
        new Outcome(
            spent.wallSeconds(),
            spent.trainingSeconds(),
            0,
            spent.peakMemoryBytes(),
            spent.peakHostBytes(),
            spent.energyJoules(),
            spent.epochs(),
            List.of(TrainingLog.NAME),
            sha256),
        clock.instant());
    folder.checkpoint().delete();
  }
}
