package org.voxelbench.training.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.store.PreTrainingKey;
import org.voxelbench.store.RunFolder;
import org.voxelbench.store.RunStore;
import org.voxelbench.training.network.Initialization;
import org.voxelbench.training.network.TestEngines;
import org.voxelbench.training.network.WeightShapes;
import org.voxelbench.training.patch.MemoryCase;
import org.voxelbench.training.patch.PatchPlacement;
import org.voxelbench.training.pretext.Backbone;
import org.voxelbench.training.pretext.PretextBatch;
import org.voxelbench.training.pretext.PretextPatches;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.protocol.FixedPlan;
import org.voxelbench.training.protocol.Length;
import org.voxelbench.training.protocol.OptimizerSettings;
import org.voxelbench.training.protocol.PretrainingSettings;
import org.voxelbench.training.transfer.TransferScope;

/** What a method draws and owns changes nothing for what all methods share. */
class PretrainingTest {

  private static final String HASH = "0123456789abcdef";
  private static final int[] SIZE = {12, 14, 12};

  @TempDir private Path folder;

  /**
   * Restores the image; remembers the first voxels of every batch it was handed.
   *
   * @param draws random numbers that it draws for nothing
   * @param ownWeights whether it owns weights that it doesn't use
   */
  private record Recording(int draws, boolean ownWeights, Map<Float, Integer> seen)
      implements PretextTask {

    private static final PretextTask RESTORING = new Restoring();

    Recording(int draws, boolean ownWeights) {
      this(draws, ownWeights, new ConcurrentSkipListMap<>());
    }

    @Override
    public WeightShapes weights(Architecture backbone) {
      return ownWeights
          ? WeightShapes.builder().layer("own.head", 3, 3, 5).build()
          : WeightShapes.none();
    }

    @Override
    public Map<String, NdArray> prepare(PretextBatch batch) {
      for (int sample = 0; sample < batch.samples(); sample++) {
        seen.merge(batch.patches().get(sample).get(0)[0], 1, Integer::sum);
        for (int i = 0; i < draws; i++) {
          batch.batchRandom().nextGaussian();
          batch.sampleRandom().apply(sample).nextInt(7);
        }
      }
      return RESTORING.prepare(batch);
    }

    @Override
    public Tensor objective(Graph graph, Backbone backbone) {
      return RESTORING.objective(graph, backbone);
    }

    @Override
    public TransferScope transfer() {
      return RESTORING.transfer();
    }
  }

  /** Asks for patches from the middle, and hands validation batches to another task. */
  private record Centred(Recording training, Recording other) implements PretextTask {

    @Override
    public PretextPatches patches(int[] patch) {
      return new PretextPatches(1, patch, false, false, PatchPlacement.CENTRE);
    }

    @Override
    public PretextTask validation() {
      return new Centred(other, other);
    }

    @Override
    public Map<String, NdArray> prepare(PretextBatch batch) {
      return training.prepare(batch);
    }

    @Override
    public Tensor objective(Graph graph, Backbone backbone) {
      return training.objective(graph, backbone);
    }

    @Override
    public TransferScope transfer() {
      return training.transfer();
    }
  }

  private Map<String, NdArray> train(PretextTask task, String name, int threads) {
    PretrainingSettings settings =
        new PretrainingSettings(
            List.of("corpus"),
            2,
            new Length(2, 3, 1),
            0.01,
            new OptimizerSettings.Sgd(0.9, 3e-5, 12),
            Initialization.PYTORCH);
    FixedPlan plan =
        new FixedPlan(List.of(1.0, 1.0, 1.0), List.of(8, 8, 8), 2, List.of(2, 4), List.of(1, 1));
    List<MemoryCase> images =
        IntStream.range(0, 4)
            .mapToObj(i -> MemoryCase.of(SIZE, (c, d, h, w) -> Math.sin(i + d * 0.7 + h * w)))
            .toList();
    RunFolder run =
        new RunStore(folder).preTraining(new PreTrainingKey(HASH, name, HASH, 1, "torch"));
    try (Engine engine = TestEngines.openExact(Precision.FP32)) {
      return new Pretraining(
              settings, Pretraining.network(plan, task), new int[] {8, 8, 8}, 1, threads)
          .run(
              name, task, images, images.subList(0, 1), engine, run, Limits.none(), Progress.SILENT)
          .weights();
    }
  }

  @Test
  void neitherGreedyDrawsNorOwnWeightsNorThreadsShiftDataOrderOrInitialWeights() {
    Recording modest = new Recording(0, false);
    Recording greedy = new Recording(1000, true);

    Map<String, NdArray> expected = train(modest, "modest", 1);
    Map<String, NdArray> actual = train(greedy, "greedy", 3);

    assertThat(greedy.seen()).isEqualTo(modest.seen()).hasSizeGreaterThan(1);
    expected.forEach(
        (weight, values) ->
            assertThat(actual.get(weight).floats()).as(weight).isEqualTo(values.floats()));
    assertThat(actual).containsKeys("own.head.weight", "own.head.bias");
  }

  /** Two epochs of three training batches and a validation batch, of two samples each. */
  @Test
  void validationBatchesAreTheValidationTasksAndPatchesWhereTheTaskAsks() {
    Centred task = new Centred(new Recording(0, false), new Recording(0, false));

    train(task, "centred", 1);

    assertThat(count(task.training())).isEqualTo(2 * 3 * 2);
    assertThat(count(task.other())).isEqualTo(2 * 2);
    // The corner of the middle 8 x 8 x 8 voxels of 12 x 14 x 12.
    List<Float> corners =
        IntStream.range(0, 4).mapToObj(i -> (float) Math.sin(i + 2 * 0.7 + 3 * 2)).toList();
    assertThat(task.training().seen().keySet()).isSubsetOf(corners);
    assertThat(task.other().seen().keySet()).isSubsetOf(corners);
  }

  private static int count(Recording task) {
    return task.seen().values().stream().mapToInt(Integer::intValue).sum();
  }
}
