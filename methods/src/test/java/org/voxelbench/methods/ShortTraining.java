package org.voxelbench.methods;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.datasets.Labels;
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Optimizer;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.StepResult;
import org.voxelbench.engine.Training;
import org.voxelbench.engine.Weights;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.preparation.plan.NetworkKind;
import org.voxelbench.preparation.plan.PrimusArchitecture;
import org.voxelbench.preparation.plan.PrimusSize;
import org.voxelbench.preparation.plan.UNetArchitecture;
import org.voxelbench.training.loop.PretextProgram;
import org.voxelbench.training.loss.SegmentationObjective;
import org.voxelbench.training.loss.SegmentationTask;
import org.voxelbench.training.network.Initialization;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.pretext.PretextBatch;
import org.voxelbench.training.pretext.PretextPatches;
import org.voxelbench.training.pretext.PretextTask;
import org.voxelbench.training.pretext.SslMethod;

/**
 * A short training that gives the same batches however often it is run.
 *
 * @param initial initial weights by name
 * @param inputs the inputs of a step
 */
record ShortTraining(
    String name,
    Program objective,
    Map<String, NdArray> initial,
    LongFunction<Map<String, NdArray>> inputs) {

  private static final int[] PATCH = {32, 32, 32};
  private static final int BATCH_SIZE = 2;
  private static final double LEARNING_RATE = 0.01;
  private static final RandomStreams STREAMS = new RandomStreams(11);

  /** Draws the patches. */
  @FunctionalInterface
  interface Volumes {

    /** A volume of mean 0 and deviation 1, {@code [D, H, W]} in C order. */
    float[] draw(RandomStream stream, int[] size);
  }

  @Override
  public String toString() {
    return name;
  }

  private static Network network(List<Integer> features, int outputChannels, boolean deep) {
    int stages = features.size();
    List<List<Integer>> strides = new ArrayList<>(Collections.nCopies(stages, List.of(2, 2, 2)));
    strides.set(0, List.of(1, 1, 1));
    List<Integer> blocks = new ArrayList<>(Collections.nCopies(stages, 2));
    blocks.set(0, 1);
    Architecture architecture =
        new UNetArchitecture(
            NetworkKind.RESIDUAL_ENCODER,
            features,
            blocks,
            Collections.nCopies(stages, List.of(3, 3, 3)),
            strides,
            Collections.nCopies(stages - 1, 1));
    return Network.of(architecture, 1, outputChannels, deep);
  }

  /** Bright and dark voxels are found, as classes or as regions of which one holds the other. */
  static ShortTraining segmentation(
      String name, List<Integer> features, boolean deep, boolean regions, Volumes volumes) {
    Map<String, List<Integer>> entries = new LinkedHashMap<>();
    entries.put("background", List.of(0));
    entries.put("bright", regions ? List.of(1, 2) : List.of(1));
    entries.put("dark", List.of(2));
    Labels labels = new Labels(entries, regions ? List.of(1, 2) : List.of());
    Network network = network(features, labels.outputChannels(), deep);
    return new ShortTraining(
        name,
        new SegmentationObjective(network, new SegmentationTask(labels), false, false),
        Initialization.HE.draw(network.weights(), STREAMS),
        step -> labelled(step, volumes));
  }

  private static Map<String, NdArray> labelled(long step, Volumes volumes) {
    int voxels = PATCH[0] * PATCH[1] * PATCH[2];
    float[] image = new float[BATCH_SIZE * voxels];
    float[] target = new float[image.length];
    for (int sample = 0; sample < BATCH_SIZE; sample++) {
      float[] volume = volumes.draw(STREAMS.stream("volume", step, sample), PATCH);
      System.arraycopy(volume, 0, image, sample * voxels, voxels);
    }
    for (int i = 0; i < image.length; i++) {
      target[i] = image[i] > 0.8 ? 1 : image[i] < -0.8 ? 2 : 0;
    }
    int[] shape = {BATCH_SIZE, 1, PATCH[0], PATCH[1], PATCH[2]};
    return Map.of(
        SegmentationObjective.IMAGE, NdArray.of(shape, image),
        SegmentationObjective.TARGET, NdArray.of(shape, target));
  }

  static <S extends Record> ShortTraining pretext(
      SslMethod<S> method, List<Integer> features, Volumes volumes) {
    PretextTask task = method.pretext(method.defaults()).orElseThrow();
    return pretext(method.info().id(), task, features, volumes);
  }

  static ShortTraining pretext(
      String name, PretextTask task, List<Integer> features, Volumes volumes) {
    return pretext(name, task, network(features, task.outputChannels(), false), volumes);
  }

  /** On a small transformer. */
  static <S extends Record> ShortTraining onPrimus(SslMethod<S> method, Volumes volumes) {
    PrimusArchitecture architecture =
        new PrimusArchitecture(new PrimusSize(48, 2, 2, 0), boxed(PATCH));
    PretextTask task = method.pretext(method.defaults()).orElseThrow().on(architecture);
    Network network =
        Network.of(architecture.forPatch(task.input(PATCH)), 1, task.outputChannels(), false);
    return pretext(method.info().id() + " on Primus", task, network, volumes);
  }

  private static List<Integer> boxed(int[] edges) {
    return Arrays.stream(edges).boxed().toList();
  }

  private static ShortTraining pretext(
      String name, PretextTask task, Network network, Volumes volumes) {
    PretextProgram program = new PretextProgram(network, task);
    return new ShortTraining(
        name,
        program,
        Initialization.HE.draw(program.weights(), STREAMS),
        step -> task.prepare(batch(task.patches(PATCH), step, volumes)));
  }

  private static PretextBatch batch(PretextPatches asked, long step, Volumes volumes) {
    List<List<float[]>> patches =
        IntStream.range(0, BATCH_SIZE)
            .mapToObj(
                sample ->
                    IntStream.range(0, asked.perSample())
                        .mapToObj(i -> STREAMS.stream("volume", step, sample, i))
                        .map(stream -> volumes.draw(stream, asked.size()))
                        .toList())
            .toList();
    return new PretextBatch(
        patches,
        asked.size(),
        STREAMS.stream("batch", step),
        sample -> STREAMS.stream("sample", step, sample));
  }

  /** Trains with nnU-Net's optimiser, and gives what each step computed. */
  List<StepResult> run(Engine engine, int steps) {
    List<StepResult> results = new ArrayList<>();
    try (Weights weights = engine.weights(initial);
        Training training =
            engine.training(objective, weights, weights.names(), Optimizer.Sgd.nnUNet())) {
      for (int step = 0; step < steps; step++) {
        try (Batch batch = engine.stage(inputs.apply(step))) {
          results.add(training.step(batch, LEARNING_RATE));
        }
      }
    }
    return results;
  }
}
