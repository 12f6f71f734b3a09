package org.voxelbench.methods;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.datasets.Labels;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.preparation.plan.Configuration;
import org.voxelbench.preparation.plan.Normalization;
import org.voxelbench.store.PreTrainingKey;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.RunStore;
import org.voxelbench.training.loop.Limits;
import org.voxelbench.training.loop.Pretraining;
import org.voxelbench.training.loop.Segmentation;
import org.voxelbench.training.network.Initialization;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.patch.MemoryCase;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.protocol.FixedPlan;
import org.voxelbench.training.protocol.Length;
import org.voxelbench.training.protocol.OptimizerSettings;
import org.voxelbench.training.protocol.PretrainingSettings;
import org.voxelbench.training.protocol.Recipe;
import org.voxelbench.training.protocol.TrainingSettings;
import org.voxelbench.training.schedule.Schedule;

/** Twenty steps in two epochs, of four samples each, on a small network; validated after each. */
interface RankedTraining {

  Length LENGTH = new Length(2, 10, 2);
  OptimizerSettings SGD = new OptimizerSettings.Sgd(0.9, 3e-5, 12);
  FixedPlan PLAN =
      new FixedPlan(List.of(1.0, 1.0, 1.0), List.of(16, 16, 16), 4, List.of(4, 8), List.of(1, 1));
  int[] PATCH = {16, 16, 16};
  int BATCH_SIZE = 4;
  long SEED = 3;

  /** Trains, continuing what the folder holds, and gives the weights. */
  Map<String, NdArray> run(Engine engine, RunFolder folder, Limits limits);

  /** A folder of its own. */
  static RunFolder folder(Path root, String name) {
    String hash = "0123456789abcdef";
    return new RunStore(root).preTraining(new PreTrainingKey(hash, name, hash, SEED, "torch"));
  }

  /** Images that differ, with two classes and, where asked for, some voxels without annotation. */
  private static List<MemoryCase> cases(boolean ignored) {
    return IntStream.range(0, 5)
        .mapToObj(
            i ->
                new MemoryCase(
                    "case-" + i,
                    1,
                    new int[] {24 + i, 26, 22},
                    (c, d, h, w) -> Math.sin(i + d * 0.7 + h * 0.3 * w) + 0.1 * (d % 5),
                    (c, d, h, w) -> label(i, d, h, ignored),
                    Map.of(List.of(1), new int[] {4, 12, 11})))
        .toList();
  }

  private static int label(int i, int d, int h, boolean ignored) {
    if (ignored && h > 18 - 3 * i) {
      return 2;
    }
    return Math.abs(d - 4) < 3 + i ? 1 : 0;
  }

  /** Pre-training on a task. */
  static RankedTraining of(PretextTask task) {
    PretrainingSettings settings =
        new PretrainingSettings(
            List.of("corpus"), BATCH_SIZE, LENGTH, 0.01, SGD, Initialization.PYTORCH);
    return (engine, folder, limits) ->
        new Pretraining(settings, Pretraining.network(PLAN, task), PATCH, SEED, 2)
            .run(
                "Pre-training",
                task,
                cases(false),
                cases(false).subList(1, 3),
                engine,
                folder,
                limits,
                Progress.SILENT)
            .weights();
  }

  /**
   * Segmentation from a random start.
   *
   * @param batchDice whether Dice is taken over the batch
   * @param ignored whether some voxels have no annotation
   */
  static RankedTraining scratch(boolean batchDice, boolean ignored) {
    Map<String, List<Integer>> entries = new LinkedHashMap<>();
    entries.put("background", List.of(0));
    entries.put("bright", List.of(1));
    if (ignored) {
      entries.put("ignore", List.of(2));
    }
    Labels labels = new Labels(entries, List.of());
    Recipe recipe = new Recipe(Schedule.DEFAULT, 0.01, 0, true);
    TrainingSettings settings =
        new TrainingSettings(LENGTH, 0.33, List.of(0, 1, 2), SGD, recipe, recipe, recipe);
    Configuration configuration =
        new Configuration(
            "ranks",
            "ranks",
            BATCH_SIZE,
            PATCH,
            new double[] {24, 26, 22},
            new double[] {1, 1, 1},
            List.of(Normalization.Z_SCORE),
            List.of(false),
            Configuration.Resampling.standard(),
            PLAN.architecture(),
            batchDice,
            Configuration.Cascade.none());
    Network network = Segmentation.network(configuration, 1, labels, recipe);
    return (engine, folder, limits) ->
        new Segmentation(settings, recipe, configuration, labels, network, SEED, 2)
            .run(
                "Training",
                Initialization.HE.draw(network.weights(), new RandomStreams(SEED)),
                false,
                cases(ignored),
                cases(ignored).subList(1, 3),
                engine,
                folder,
                limits,
                Progress.SILENT)
            .weights();
  }
}
