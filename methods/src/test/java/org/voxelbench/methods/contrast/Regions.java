package org.voxelbench.methods.contrast;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.preparation.plan.NetworkKind;
import org.voxelbench.preparation.plan.UNetArchitecture;
import org.voxelbench.training.loop.PretextProgram;
import org.voxelbench.training.network.Initialization;
import org.voxelbench.training.network.Network;
import org.voxelbench.training.network.TestEngines;
import org.voxelbench.training.pretext.PretextBatch;
import org.voxelbench.training.pretext.PretextTask;

/** Batches of made-up regions, and what a task shows of them on a small untrained backbone. */
public final class Regions {

  private Regions() {}

  /** Noise, of the size that the task asks for on a patch of 32^3. */
  public static PretextBatch batch(PretextTask task, int samples) {
    int[] size = task.patches(new int[] {32, 32, 32}).size();
    RandomStreams streams = new RandomStreams(9);
    List<List<float[]>> patches = new ArrayList<>();
    for (int sample = 0; sample < samples; sample++) {
      RandomStream random = streams.stream("region", sample);
      float[] region = new float[size[0] * size[1] * size[2]];
      for (int i = 0; i < region.length; i++) {
        region[i] = (float) random.nextGaussian();
      }
      patches.add(List.of(region));
    }
    return new PretextBatch(
        patches, size, streams.stream("batch"), sample -> streams.stream("sample", sample));
  }

  /** What the task shows, on a backbone of total stride 8. */
  public static Map<String, NdArray> shown(PretextTask task, Map<String, NdArray> inputs) {
    List<Integer> three = List.of(3, 3, 3);
    List<Integer> two = List.of(2, 2, 2);
    Architecture backbone =
        new UNetArchitecture(
            NetworkKind.RESIDUAL_ENCODER,
            List.of(2, 4, 4, 8),
            List.of(1, 1, 1, 1),
            List.of(three, three, three, three),
            List.of(List.of(1, 1, 1), two, two, two),
            List.of(1, 1, 1));
    PretextProgram program = new PretextProgram(Network.of(backbone, 1, 1, false), task);
    Map<String, NdArray> weights = Initialization.HE.draw(program.weights(), new RandomStreams(6));
    try (Engine engine = TestEngines.open(Precision.FP32)) {
      return TestEngines.run(engine, program.shown(), weights, inputs);
    }
  }
}
