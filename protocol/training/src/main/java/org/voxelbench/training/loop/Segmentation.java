package org.voxelbench.training.loop;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.voxelbench.base.progress.Progress;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.datasets.Labels;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.ranks.Ranks;
import org.voxelbench.preparation.cache.PreparedCase;
import org.voxelbench.preparation.plan.Configuration;
import org.voxelbench.store.Checkpoint;
import org.voxelbench.store.RunFolder;
import org.voxelbench.training.augment.Augmentation;
import org.voxelbench.training.augment.AugmentationSettings;
import org.voxelbench.training.loader.BatchShare;
import org.voxelbench.training.loader.BatchStreams;
import org.voxelbench.training.loader.SegmentationBatch;
import org.voxelbench.training.loader.SegmentationBatches;
import org.voxelbench.training.loss.PseudoDice;
import org.voxelbench.training.loss.SegmentationObjective;
import org.voxelbench.training.loss.SegmentationTask;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.protocol.Length;
import org.voxelbench.training.protocol.Recipe;
import org.voxelbench.training.protocol.TrainingSettings;

/**
 * Trains a segmentation network on one fold of a data set, the same way for every method.
 *
 * @param settings the protocol's training
 * @param recipe schedule and supervision of the kind of start
 * @param configuration the plan's configuration
 * @param labels the data set's labels or regions
 * @param network the network to train
 * @param seed seed of the data order
 * @param threads loader threads
 */
public record Segmentation(
    TrainingSettings settings,
    Recipe recipe,
    Configuration configuration,
    Labels labels,
    Network network,
    long seed,
    int threads) {

  /** The network of a configuration. */
  public static Network network(
      Configuration configuration, int channels, Labels labels, Recipe recipe) {
    return Network.of(
        configuration.architecture(), channels, labels.outputChannels(), recipe.deepSupervision());
  }

  /**
   * Trains, continuing what the folder holds.
   *
   * @param name for people
   * @param initial initial weights by name, in order
   * @param stemAdapted whether the pre-trained stem was adapted to another number of channels
   * @param train cases to train on
   * @param validation cases of the fold, for the pseudo-Dice
   * @param limits what may end it early
   */
  public Checkpoint run(
      String name,
      Map<String, NdArray> initial,
      boolean stemAdapted,
      List<? extends PreparedCase> train,
      List<? extends PreparedCase> validation,
      Engine engine,
      RunFolder folder,
      Limits limits,
      Progress progress) {
    return new EpochLoop(
            engine,
            task(name, stemAdapted),
            data(train, validation, engine),
            folder,
            limits,
            progress)
        .run(initial);
  }

  /**
   * What is trained.
   *
   * @param name for people
   * @param stemAdapted whether the pre-trained stem was adapted to another number of channels
   */
  public TrainingTask task(String name, boolean stemAdapted) {
    Length length = settings.length();
    SegmentationTask segmentation = new SegmentationTask(labels);
    return new TrainingTask(
        name,
        new SegmentationObjective(network, segmentation, configuration.batchDice(), false),
        new SegmentationObjective(network, segmentation, configuration.batchDice(), true),
        () -> new Tally(segmentation.foregroundNames(), new PseudoDice(segmentation)),
        recipe.over(length.epochs()),
        length,
        settings.optimizer().rule(),
        trainable -> trainable.names(network, stemAdapted));
  }

  /** The batches of a training on some cases, validated on others. */
  public TrainingData data(
      List<? extends PreparedCase> train, List<? extends PreparedCase> validation, Engine engine) {
    Length length = settings.length();
    boolean masked = configuration.useMaskForNorm().contains(true);
    AugmentationSettings augmentation =
        AugmentationSettings.nnUNet(configuration.patchSize(), masked)
            .withMirrorAxes(settings.mirrorAxes());
    return new BatchMaker(
        batches("train", train, augmentation, length.iterations(), engine.ranks(), true),
        batches(
            "validation",
            validation,
            AugmentationSettings.none(),
            Math.max(1, length.validationIterations()),
            engine.ranks(),
            false),
        length.steps(),
        length.validationIterations(),
        threads,
        engine);
  }

  private LongFunction<HostBatch> batches(
      String phase,
      List<? extends PreparedCase> cases,
      AugmentationSettings augmentation,
      int iterationsPerEpoch,
      Ranks ranks,
      boolean noisy) {
    BatchStreams streams = new BatchStreams(new RandomStreams(seed), phase, iterationsPerEpoch);
    SegmentationBatches batches =
        new SegmentationBatches(
            cases,
            settings.foregroundOversampling(),
            new Augmentation(augmentation, configuration.patchSize()),
            labels.ignoreLabel().isPresent(),
            configuration.batchSize(),
            streams);
    List<BatchShare> here = BatchShare.here(ranks);
    return iteration ->
        HostBatch.of(
            here,
            share -> {
              SegmentationBatch batch = batches.share(iteration, share);
              Map<String, NdArray> inputs = new HashMap<>();
              inputs.put(SegmentationObjective.IMAGE, batch.image());
              inputs.put(SegmentationObjective.TARGET, batch.target());
              if (noisy) {
                int first = share.first(configuration.batchSize());
                inputs.putAll(
                    network.noise(
                        share.size(configuration.batchSize()),
                        sample -> streams.noise(iteration, first + sample)));
              }
              return new HostBatch(inputs, batch.caseIds());
            });
  }

  /** The pseudo-Dice as the loop's score. */
  private record Tally(List<String> names, PseudoDice dice) implements ValidationScore {

    @Override
    public void add(Map<String, NdArray> outputs) {
      dice.add(outputs);
    }

    @Override
    public double value() {
      return dice.mean();
    }

    @Override
    public Map<String, Double> byClass() {
      double[] scores = dice.perClass();
      Map<String, Double> byClass = new LinkedHashMap<>();
      for (int c = 0; c < scores.length; c++) {
        byClass.put(names.get(c), scores[c]);
      }
      return byClass;
    }
  }
}
