package org.voxelbench.bench;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineOptions;
import org.voxelbench.engine.EngineProvider;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.memory.MeasuredTasks;
import org.voxelbench.preparation.plan.DatasetFingerprint;
import org.voxelbench.preparation.plan.DatasetSummary;
import org.voxelbench.preparation.plan.FixedPlanner;
import org.voxelbench.preparation.plan.Plan;
import org.voxelbench.training.augment.Augmentation;
import org.voxelbench.training.augment.AugmentationSettings;
import org.voxelbench.training.loader.BatchStreams;
import org.voxelbench.training.loader.SegmentationBatch;
import org.voxelbench.training.loader.SegmentationBatches;
import org.voxelbench.training.loss.SegmentationObjective;
import org.voxelbench.training.loss.SegmentationTask;
import org.voxelbench.training.network.Initialization;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.protocol.FixedPlan;

/** The network and the data that everything here is measured on: a small ResEnc U-Net. */
final class BenchPlan {

  /** The engine that all but the steps are measured on. */
  static final String ENGINE = "torch";

  static final int[] PATCH = {40, 56, 40};
  static final int BATCH_SIZE = 2;
  static final double LEARNING_RATE = 0.01;
  static final String DESCRIPTION =
      "ResEnc U-Net, features 16/32/64/128, blocks 1/3/4/4, patch 40x56x40, batch 2";

  private static final FixedPlan PLAN =
      new FixedPlan(
          Collections.nCopies(3, 1.0),
          Arrays.asList(40, 56, 40),
          BATCH_SIZE,
          Arrays.asList(16, 32, 64, 128),
          Arrays.asList(1, 3, 4, 4));

  /** Blobs of classes 1 and 2 on background, in cases somewhat larger than the largest patch. */
  private static final int[] CASE = {96, 112, 96};

  private static final int CASES = 4;
  private static final double FOREGROUND_SHARE = 1.0 / 3;
  private static final int STEPS_PER_EPOCH = 250;
  private static final RandomStreams STREAMS = new RandomStreams(1);

  private BenchPlan() {}

  /** D x H x W as numbers. */
  static int[] shape(String text) {
    return Arrays.stream(text.split("x")).mapToInt(Integer::parseInt).toArray();
  }

  /**
   * A plan for a data set at a spacing; what it says of the cases has no effect here.
   *
   * @param spacing mm per voxel along every axis
   */
  static Plan plan(RawDataset dataset, double spacing) {
    return new FixedPlanner(
            Collections.nCopies(3, spacing), PLAN.patchSize(), PLAN.architecture(), BATCH_SIZE)
        .plan(fingerprint(), DatasetSummary.of(dataset));
  }

  /** A fingerprint that says nothing of any data set. */
  static DatasetFingerprint fingerprint() {
    return new DatasetFingerprint(
        List.of(PLAN.spacing()), List.of(PLAN.patchSize()), Collections.emptySortedMap(), 1);
  }

  /** The network, with deep supervision. */
  static Network network() {
    return Network.of(PLAN.architecture(), 1, MeasuredTasks.labels().outputChannels(), true);
  }

  static Map<String, NdArray> initialWeights(Network network) {
    return Initialization.HE.draw(network.weights(), STREAMS);
  }

  static SegmentationObjective objective(Network network) {
    return new SegmentationObjective(
        network, new SegmentationTask(MeasuredTasks.labels()), false, false);
  }

  /** Batches that are sampled and augmented as in nnU-Net's training. */
  static SegmentationBatches batches(int[] patch) {
    return batches(patch, BATCH_SIZE);
  }

  static SegmentationBatches batches(int[] patch, int batchSize) {
    return new SegmentationBatches(
        IntStream.range(0, CASES)
            .mapToObj(i -> SyntheticCase.draw("case" + i, CASE, STREAMS.stream("case", i)))
            .toList(),
        FOREGROUND_SHARE,
        new Augmentation(AugmentationSettings.nnUNet(patch, false), patch),
        false,
        batchSize,
        new BatchStreams(STREAMS, "train", STEPS_PER_EPOCH));
  }

  /** A batch as the objective's inputs. */
  static Map<String, NdArray> inputs(SegmentationBatch batch) {
    return Map.of(
        SegmentationObjective.IMAGE, batch.image(), SegmentationObjective.TARGET, batch.target());
  }

  /**
   * An engine on the CPU.
   *
   * @param id its id
   * @param threads threads of one op, 0 for one per core
   */
  static Engine engine(String id, Optional<Precision> precision, int threads) {
    return ServiceLoader.load(EngineProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.id().equals(id))
        .findFirst()
        .orElseThrow()
        .open(new EngineOptions("cpu", precision, threads));
  }
}
