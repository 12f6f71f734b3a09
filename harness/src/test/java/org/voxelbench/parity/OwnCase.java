package org.voxelbench.parity;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.datasets.Labels;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.datasets.raw.RawDataset;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.Tensor;
import org.voxelbench.engine.safetensors.Safetensors;
import org.voxelbench.preparation.cache.PreprocessedCase;
import org.voxelbench.preparation.plan.Configuration;
import org.voxelbench.preparation.plan.Plan;
import org.voxelbench.preparation.plan.PlanJson;
import org.voxelbench.preparation.preprocess.CasePreprocessor;
import org.voxelbench.training.augment.Augmentation;
import org.voxelbench.training.augment.AugmentationSettings;
import org.voxelbench.training.loss.DeepSupervision;
import org.voxelbench.training.loss.SegmentationObjective;
import org.voxelbench.training.loss.SegmentationTask;
import org.voxelbench.training.network.Closeness;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.network.TestEngines;
import org.voxelbench.training.patch.MemoryCase;
import org.voxelbench.training.patch.PatchPosition;
import org.voxelbench.training.patch.Sample;

/**
 * A case as this program preprocesses it, under a plan of nnU-Net.
 *
 * @param configuration of the plan
 * @param labels of the data set
 * @param prepared the case
 */
record OwnCase(Configuration configuration, Labels labels, PreprocessedCase prepared) {

  /** The first case of a data set. */
  static OwnCase of(Path dataset, Path plans) {
    RawDataset raw = RawDataset.open(dataset);
    RawCase first = raw.trainingCases().get(0);
    Plan plan = PlanJson.readPlan(plans);
    Configuration configuration = plan.configuration("3d_fullres");
    PreprocessedCase prepared =
        new CasePreprocessor(plan, configuration)
            .run(first, Optional.of(raw.labels()), new RandomStreams(0).stream("parity"));
    return new OwnCase(configuration, raw.labels(), prepared);
  }

  String id() {
    return prepared.id();
  }

  /** Where two patches lie: in the middle, and over the case's upper border. */
  List<int[]> corners() {
    int[] shape = prepared.shape();
    int[] patch = configuration.patchSize();
    return List.of(
        IntStream.range(0, 3).map(axis -> (shape[axis] - patch[axis]) / 2).toArray(),
        IntStream.range(0, 3).map(axis -> shape[axis] - patch[axis] + 3 - axis).toArray());
  }

  /** The largest distances from nnU-Net's arrays. */
  record Distances(double image, double segmentation, double batch, double targets) {}

  Distances distances(Path arrays) {
    Map<String, NdArray> theirs = Safetensors.read(arrays).tensors();
    Batch batch = batch(corners());
    double targets = 0;
    List<NdArray> own = targets(batch.target());
    for (int head = 0; head < own.size(); head++) {
      targets =
          Math.max(targets, Closeness.largest(own.get(head), theirs.get("batch/target/" + head)));
    }
    return new Distances(
        Closeness.largest(image(), theirs.get("case/image")),
        Closeness.largest(segmentation(), theirs.get("case/segmentation")),
        Closeness.largest(batch.image(), theirs.get("batch/image")),
        targets);
  }

  private NdArray image() {
    int voxels = prepared.segmentation().length;
    float[] joined = new float[prepared.channels().size() * voxels];
    for (int c = 0; c < prepared.channels().size(); c++) {
      System.arraycopy(prepared.channels().get(c), 0, joined, c * voxels, voxels);
    }
    return NdArray.of(shape(prepared.channels().size(), prepared.shape()), joined);
  }

  private NdArray segmentation() {
    float[] labels = new float[prepared.segmentation().length];
    for (int voxel = 0; voxel < labels.length; voxel++) {
      labels[voxel] = prepared.segmentation()[voxel];
    }
    return NdArray.of(shape(1, prepared.shape()), labels);
  }

  private static int[] shape(int channels, int[] shape) {
    return new int[] {channels, shape[0], shape[1], shape[2]};
  }

  private record Batch(NdArray image, NdArray target) {}

  private Batch batch(List<int[]> corners) {
    int[] shape = prepared.shape();
    MemoryCase held =
        new MemoryCase(
            id(),
            prepared.channels().size(),
            shape,
            (c, d, h, w) -> prepared.channels().get(c)[(d * shape[1] + h) * shape[2] + w],
            (c, d, h, w) -> prepared.segmentation()[(d * shape[1] + h) * shape[2] + w],
            Map.of());
    int[] patch = configuration.patchSize();
    Augmentation none = new Augmentation(AugmentationSettings.none(), patch);
    int voxels = patch[0] * patch[1] * patch[2];
    int channels = held.channels();
    float[] image = new float[corners.size() * channels * voxels];
    float[] target = new float[corners.size() * voxels];
    for (int element = 0; element < corners.size(); element++) {
      Sample sample =
          none.sample(
              new PatchPosition(held, corners.get(element)), new RandomStreams(0).stream("parity"));
      System.arraycopy(sample.image(), 0, image, element * channels * voxels, channels * voxels);
      for (int voxel = 0; voxel < voxels; voxel++) {
        target[element * voxels + voxel] = sample.segmentation()[voxel];
      }
    }
    int[] size = {corners.size(), channels, patch[0], patch[1], patch[2]};
    int[] single = {corners.size(), 1, patch[0], patch[1], patch[2]};
    return new Batch(NdArray.of(size, image), NdArray.of(single, target));
  }

  private List<NdArray> targets(NdArray target) {
    Program program =
        graph -> {
          Map<String, Tensor> heads = new LinkedHashMap<>();
          List<Tensor> all =
              DeepSupervision.targets(graph, graph.input("target"), configuration.architecture());
          for (int head = 0; head < all.size(); head++) {
            heads.put(Integer.toString(head), all.get(head));
          }
          return heads;
        };
    try (Engine engine = TestEngines.open(Precision.FP32)) {
      Map<String, NdArray> heads =
          TestEngines.run(engine, program, Map.of(), Map.of("target", target));
      List<NdArray> ordered = new ArrayList<>();
      for (int head = 0; head < heads.size(); head++) {
        ordered.add(heads.get(Integer.toString(head)));
      }
      return ordered;
    }
  }

  /** The loss of a batch with the weights of a run. */
  double loss(Path run, List<int[]> corners) {
    Batch batch = batch(corners);
    Network network =
        Network.of(
            configuration.architecture(),
            prepared.channels().size(),
            labels.outputChannels(),
            true);
    Program objective =
        new SegmentationObjective(
            network, new SegmentationTask(labels), configuration.batchDice(), false);
    try (Engine engine = TestEngines.open(Precision.FP32)) {
      return TestEngines.run(
              engine,
              objective,
              Safetensors.read(run.resolve("weights.safetensors")).tensors(),
              Map.of("image", batch.image(), "target", batch.target()))
          .get(Program.LOSS)
          .item();
    }
  }
}
