package org.voxelbench.harness.selftest;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.datasets.Labels;
import org.voxelbench.engine.Engine;
import org.voxelbench.preparation.cache.PreparedCase;
import org.voxelbench.preparation.plan.Configuration;
import org.voxelbench.preparation.plan.NetworkFamily;
import org.voxelbench.preparation.plan.Normalization;
import org.voxelbench.store.Checkpoint;
import org.voxelbench.store.PreTrainingKey;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.RunStore;
import org.voxelbench.training.loop.Limits;
import org.voxelbench.training.loop.Pretraining;
import org.voxelbench.training.loop.Segmentation;
import org.voxelbench.training.network.Initialization;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.protocol.FixedPlan;
import org.voxelbench.training.protocol.Length;
import org.voxelbench.training.protocol.OptimizerSettings;
import org.voxelbench.training.protocol.PretrainingSettings;
import org.voxelbench.training.protocol.Recipe;
import org.voxelbench.training.protocol.TrainingSettings;
import org.voxelbench.training.schedule.Schedule;

/**
 * A training as a benchmark runs it, on a made-up case.
 *
 * @param name the method's id, or {@link #SEGMENTATION}
 * @param task the method's task; empty for segmentation from random weights
 * @param plan network, patch and the segmentation's batch
 * @param batchSize samples a batch
 * @param steps optimiser and rate
 */
record Workload(
    String name, Optional<PretextTask> task, FixedPlan plan, int batchSize, Steps steps) {

  /** Segmentation from random weights. */
  static final String SEGMENTATION = "segmentation";

  private static final long SEED = 1;

  /** How it is trained, whatever its length. */
  record Steps(double learningRate, OptimizerSettings optimizer) {}

  /** The same with another patch, a cube, and batch. */
  Workload of(int edge, int batch) {
    FixedPlan smaller = plan.with(Collections.nCopies(3, edge), batch);
    return new Workload(name, task, smaller, batch, steps);
  }

  /** Voxels of the patch, {@code [D, H, W]}. */
  int[] patch() {
    return plan.patch();
  }

  /** A case that holds some patches. */
  MadeUpCase madeUpCase() {
    return new MadeUpCase(Arrays.stream(patch()).map(edge -> edge + edge / 4).toArray());
  }

  /** The network. */
  Network network() {
    return task.map(pretext -> Pretraining.network(plan, pretext))
        .orElseGet(() -> Segmentation.network(configuration(), 1, labels(), segmentationRecipe()));
  }

  /** Where a training lies. */
  RunFolder folder(Path root, Engine engine) {
    return new RunStore(root)
        .preTraining(new PreTrainingKey("selftest", name, "selftest", SEED, engine.info().id()));
  }

  /**
   * Trains, continuing what the folder holds.
   *
   * @param limits what may end it early, and when it is saved
   * @param threads loader threads
   */
  Checkpoint run(
      Engine engine,
      RunFolder folder,
      Length length,
      Limits limits,
      PreparedCase data,
      int threads) {
    return task.isPresent()
        ? preTrain(task.get(), engine, folder, length, limits, data, threads)
        : segment(engine, folder, length, limits, data, threads);
  }

  private Checkpoint preTrain(
      PretextTask pretext,
      Engine engine,
      RunFolder folder,
      Length length,
      Limits limits,
      PreparedCase data,
      int threads) {
    PretrainingSettings settings =
        new PretrainingSettings(
            List.of(data.id()),
            batchSize,
            length,
            steps.learningRate(),
            steps.optimizer(),
            Initialization.HE);
    return new Pretraining(settings, network(), patch(), SEED, threads)
        .run(name, pretext, List.of(data), List.of(), engine, folder, limits, Progress.SILENT);
  }

  private Checkpoint segment(
      Engine engine,
      RunFolder folder,
      Length length,
      Limits limits,
      PreparedCase data,
      int threads) {
    TrainingSettings settings =
        new TrainingSettings(
            length,
            1.0 / 3,
            List.of(0, 1, 2),
            steps.optimizer(),
            segmentationRecipe(),
            segmentationRecipe(),
            segmentationRecipe());
    Network network = network();
    return new Segmentation(
            settings, segmentationRecipe(), configuration(), labels(), network, SEED, threads)
        .run(
            name,
            Initialization.HE.draw(network.weights(), new RandomStreams(SEED)),
            false,
            List.of(data),
            List.of(data),
            engine,
            folder,
            limits,
            Progress.SILENT);
  }

  private Recipe segmentationRecipe() {
    boolean deep = plan.architecture().family() == NetworkFamily.U_NET;
    return new Recipe(Schedule.DEFAULT, steps.learningRate(), 0, deep);
  }

  private static Labels labels() {
    Map<String, List<Integer>> entries = new LinkedHashMap<>();
    entries.put("background", List.of(0));
    entries.put("bright", List.of(MadeUpCase.BRIGHT));
    return new Labels(entries, List.of());
  }

  private Configuration configuration() {
    double[] median = Arrays.stream(patch()).asDoubleStream().toArray();
    return new Configuration(
        "selftest",
        "selftest",
        batchSize,
        patch(),
        median,
        plan.spacing().stream().mapToDouble(Double::doubleValue).toArray(),
        List.of(Normalization.Z_SCORE),
        List.of(false),
        Configuration.Resampling.standard(),
        plan.architecture(),
        false,
        Configuration.Cascade.none());
  }
}
