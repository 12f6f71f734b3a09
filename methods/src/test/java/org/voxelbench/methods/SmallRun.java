package org.voxelbench.methods;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Gradients;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.Weights;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.preparation.plan.NetworkKind;
import org.voxelbench.preparation.plan.UNetArchitecture;
import org.voxelbench.training.loop.PretextProgram;
import org.voxelbench.training.network.Initialization;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.network.TestEngines;
import org.voxelbench.training.pretext.PretextBatch;
import org.voxelbench.training.pretext.PretextPatches;
import org.voxelbench.training.pretext.PretextTask;

/**
 * A task on an untrained network of stride 4 and two samples of noise.
 *
 * @param patch {@code [D, H, W]}, each axis a multiple of 4
 */
public record SmallRun(PretextTask task, int... patch) {

  /** The task's inputs. */
  public Map<String, NdArray> inputs() {
    RandomStreams streams = new RandomStreams(17);
    PretextPatches asked = task.patches(patch);
    int[] size = asked.size();
    List<List<float[]>> patches = new ArrayList<>();
    for (int sample = 0; sample < 2; sample++) {
      List<float[]> mine = new ArrayList<>();
      for (int i = 0; i < asked.perSample(); i++) {
        RandomStream random = streams.stream("volume", sample, i);
        float[] volume = new float[size[0] * size[1] * size[2]];
        for (int voxel = 0; voxel < volume.length; voxel++) {
          volume[voxel] = (float) random.nextGaussian();
        }
        mine.add(volume);
      }
      patches.add(mine);
    }
    return task.prepare(
        new PretextBatch(
            patches,
            asked.weights() ? Optional.of(weights(patches, streams)) : Optional.empty(),
            size,
            streams.stream("batch"),
            sample -> streams.stream("sample", sample)));
  }

  /** About half of the voxels count, at random. */
  private static List<List<float[]>> weights(List<List<float[]>> patches, RandomStreams streams) {
    RandomStream random = streams.stream("weights");
    return patches.stream()
        .map(
            sample ->
                sample.stream()
                    .map(
                        patch -> {
                          float[] weights = new float[patch.length];
                          for (int voxel = 0; voxel < weights.length; voxel++) {
                            weights[voxel] = random.nextInt(2);
                          }
                          return weights;
                        })
                    .toList())
        .toList();
  }

  /** What the task shows. */
  public Map<String, NdArray> shown() {
    return run(program().shown(), Precision.FP32);
  }

  /** The loss. */
  public double loss(Precision precision) {
    return run(program(), precision).get(Program.LOSS).item();
  }

  /** The loss and the gradient of every weight for some inputs, in fp32. */
  public Map<String, NdArray> lossAndGradients(Map<String, NdArray> inputs) {
    try (Engine engine = TestEngines.open(Precision.FP32);
        Weights loaded = engine.weights(weights());
        Batch batch = engine.stage(inputs)) {
      Gradients gradients = engine.gradients(program(), loaded, batch);
      Map<String, NdArray> all = new TreeMap<>(gradients.weights());
      all.put(Program.LOSS, NdArray.of(new int[] {1}, new float[] {(float) gradients.loss()}));
      return all;
    }
  }

  private Map<String, NdArray> weights() {
    return Initialization.PYTORCH.draw(program().weights(), new RandomStreams(1));
  }

  private Map<String, NdArray> run(Program program, Precision precision) {
    try (Engine engine = TestEngines.open(precision)) {
      return TestEngines.run(engine, program, weights(), inputs());
    }
  }

  private PretextProgram program() {
    List<Integer> three = List.of(3, 3, 3);
    Architecture architecture =
        new UNetArchitecture(
            NetworkKind.RESIDUAL_ENCODER,
            List.of(4, 8, 8),
            List.of(1, 1, 1),
            List.of(three, three, three),
            List.of(List.of(1, 1, 1), List.of(2, 2, 2), List.of(2, 2, 2)),
            List.of(1, 1));
    return new PretextProgram(Network.of(architecture, 1, task.outputChannels(), false), task);
  }
}
