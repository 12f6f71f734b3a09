package org.voxelbench.training.loop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Inference;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Weights;
import org.voxelbench.preparation.cache.PreparedCase;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.store.Checkpoint;
import org.voxelbench.store.RunFolder;
import org.voxelbench.training.augment.Augmentation;
import org.voxelbench.training.augment.AugmentationSettings;
import org.voxelbench.training.loader.BatchShare;
import org.voxelbench.training.loader.BatchStreams;
import org.voxelbench.training.loader.PretrainingBatch;
import org.voxelbench.training.loader.PretrainingBatches;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.pretext.PretextBatch;
import org.voxelbench.training.pretext.PretextPatches;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.protocol.FixedPlan;
import org.voxelbench.training.protocol.Length;
import org.voxelbench.training.protocol.PretrainingSettings;

/**
 * Pre-trains the backbone on one method's task: network, data order, length and optimiser are the
 * protocol's.
 *
 * @param settings the protocol's pre-training
 * @param network the backbone, with one input channel and the task's output channels
 * @param patch {@code [D, H, W]}
 * @param seed seed of weights, data order and the method's streams
 * @param threads loader threads
 */
public record Pretraining(
    PretrainingSettings settings, Network network, int[] patch, long seed, int threads) {

  /** The backbone of a plan for a task. */
  public static Network network(FixedPlan plan, PretextTask task) {
    return network(plan, plan.patch(), task);
  }

  /**
   * The backbone of a plan for a task.
   *
   * @param patch the size of a patch where it is not the plan's, {@code [D, H, W]}
   */
  public static Network network(FixedPlan plan, int[] patch, PretextTask task) {
    Architecture architecture = plan.architecture().forPatch(task.input(patch));
    return Network.of(architecture, 1, task.outputChannels(), false);
  }

  /**
   * Trains, continuing what the folder holds.
   *
   * @param name for people
   * @param train images to train on
   * @param validation images to validate on
   * @param limits what may end it early
   */
  public Checkpoint run(
      String name,
      PretextTask task,
      List<? extends PreparedCase> train,
      List<? extends PreparedCase> validation,
      Engine engine,
      RunFolder folder,
      Limits limits,
      Progress progress) {
    return new EpochLoop(
            engine,
            task(name, task),
            data(task, train, validation, engine),
            folder,
            limits,
            progress)
        .run(initial(task));
  }

  /**
   * What is trained.
   *
   * @param name for people
   */
  public TrainingTask task(String name, PretextTask task) {
    PretextProgram program = new PretextProgram(network, task);
    return new TrainingTask(
        name,
        program,
        program,
        ValidationScore.NONE,
        settings.schedule(),
        settings.length(),
        settings.optimizer().rule(),
        trainable -> used(program));
  }

  /** The weights that a training for a task begins with, by name, in order. */
  public Map<String, NdArray> initial(PretextTask task) {
    return settings
        .initialization()
        .draw(new PretextProgram(network, task).weights(), new RandomStreams(seed));
  }

  /** The batches of a training on some images, validated on others. */
  public TrainingData data(
      PretextTask task,
      List<? extends PreparedCase> train,
      List<? extends PreparedCase> validation,
      Engine engine) {
    Length length = settings.length();
    List<BatchShare> shares = BatchShare.here(engine.ranks());
    PretextPatches asked = task.patches(patch);
    AugmentationSettings augmented =
        asked.spatialAugmentation()
            ? AugmentationSettings.preTraining(asked.size())
            : AugmentationSettings.none();
    return new BatchMaker(
        batches("pretrain", task, train, augmented, length.iterations(), shares, true),
        validationBatches(task, validation, shares),
        length.steps(),
        validation.isEmpty() ? 0 : length.validationIterations(),
        threads,
        engine);
  }

  /**
   * What trained weights show for the validation batches of one epoch; nothing without images.
   *
   * @param weights the trained weights by name
   * @param validation images to validate on
   */
  public PretextPreview preview(
      PretextTask task,
      List<? extends PreparedCase> validation,
      Engine engine,
      Map<String, NdArray> weights) {
    PretextPreview.Builder shown = new PretextPreview.Builder();
    if (validation.isEmpty()) {
      return shown.build();
    }
    LongFunction<HostBatch> batches =
        validationBatches(task, validation, List.of(BatchShare.WHOLE));
    try (Weights loaded = engine.weights(weights);
        Inference inference = engine.inference(new PretextProgram(network, task).shown(), loaded)) {
      for (int i = 0; i < validationIterations(); i++) {
        try (StagedBatch batch = batches.apply(i).stageWhole(engine)) {
          shown.add(inference.run(batch.inputs()));
        }
      }
    }
    return shown.build();
  }

  private int validationIterations() {
    return Math.max(1, settings.length().validationIterations());
  }

  private LongFunction<HostBatch> validationBatches(
      PretextTask task, List<? extends PreparedCase> validation, List<BatchShare> shares) {
    return batches(
        "pretrain-validation",
        task.validation(),
        validation,
        AugmentationSettings.none(),
        validationIterations(),
        shares,
        false);
  }

  private Set<String> used(PretextProgram program) {
    Set<String> names = new LinkedHashSet<>(program.weights().names());
    names.removeAll(network.idleWeights());
    return names;
  }

  private LongFunction<HostBatch> batches(
      String phase,
      PretextTask task,
      List<? extends PreparedCase> images,
      AugmentationSettings augmentation,
      int iterationsPerEpoch,
      List<BatchShare> shares,
      boolean noisy) {
    RandomStreams streams = new RandomStreams(seed);
    BatchStreams ofBatches = new BatchStreams(streams, phase, iterationsPerEpoch);
    PretextPatches asked = task.patches(patch);
    if (images.isEmpty()) {
      return iteration -> {
        throw new IllegalStateException("no image to validate on");
      };
    }
    PretrainingBatches raw =
        new PretrainingBatches(
            images,
            new Augmentation(augmentation, asked.size()),
            asked.placement(),
            settings.batchSize() * asked.perSample(),
            asked.weights(),
            ofBatches);
    return iteration ->
        HostBatch.of(
            shares,
            share -> {
              int first = share.first(settings.batchSize());
              int samples = share.size(settings.batchSize());
              PretrainingBatch batch =
                  raw.of(iteration, elements(first, samples, asked.perSample()));
              long epoch = iteration / iterationsPerEpoch;
              long step = iteration % iterationsPerEpoch;
              PretextBatch pretext =
                  new PretextBatch(
                      grouped(batch.patches(), samples),
                      asked.weights()
                          ? Optional.of(grouped(batch.weights(), samples))
                          : Optional.empty(),
                      asked.size(),
                      streams.stream(phase + ".task", epoch, step),
                      sample -> streams.stream(phase + ".task", epoch, step, first + sample));
              Map<String, NdArray> inputs = new HashMap<>(task.prepare(pretext));
              if (noisy) {
                inputs.putAll(
                    network.noise(samples, sample -> ofBatches.noise(iteration, first + sample)));
              }
              return new HostBatch(inputs, batch.caseIds());
            });
  }

  /** The i-th patches of all samples follow each other, so that the first are every method's. */
  private int[] elements(int first, int samples, int perSample) {
    return IntStream.range(0, perSample * samples)
        .map(at -> at / samples * settings.batchSize() + first + at % samples)
        .toArray();
  }

  private static List<List<float[]>> grouped(List<float[]> patches, int samples) {
    List<List<float[]>> grouped = new ArrayList<>();
    for (int sample = 0; sample < samples; sample++) {
      List<float[]> mine = new ArrayList<>();
      for (int i = sample; i < patches.size(); i += samples) {
        mine.add(patches.get(i));
      }
      grouped.add(mine);
    }
    return grouped;
  }
}
