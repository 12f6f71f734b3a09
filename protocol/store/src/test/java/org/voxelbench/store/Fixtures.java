package org.voxelbench.store;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.results.TrainingCases;

/** Keys, environments and checkpoints to test with. */
final class Fixtures {

  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  static final Map<String, String> DATA = Map.of("Task04_Hippocampus", "d67");

  private Fixtures() {}

  static RunKey run(int fold) {
    return new RunKey(
        "p0123", "Task04_Hippocampus", "mae", "e89", TrainingCases.ALL, fold, 1, "torch");
  }

  static PreTrainingKey preTraining() {
    return new PreTrainingKey("p9", "mae", "e89", 1, "torch");
  }

  static Environment environment(Precision precision) {
    return new Environment(
        Map.of("voxelbench", "0.1.0"),
        "22b327a",
        true,
        Map.of("memory", "16 GiB"),
        new EngineInfo("torch", "2.10.0", "cpu", "none", precision, "asked for", 2, true));
  }

  static Outcome outcome(String weights, double trainingSeconds) {
    return new Outcome(
        trainingSeconds + 1,
        trainingSeconds,
        0.5,
        1L << 33,
        1L << 32,
        4e6,
        3,
        List.of("training.csv"),
        weights);
  }

  /** Every value is the number of epochs, so that a mix of two checkpoints shows. */
  static Checkpoint checkpoint(int epochs, int size) {
    float[] values = new float[size];
    Arrays.fill(values, epochs);
    Map<String, NdArray> weights = new LinkedHashMap<>();
    weights.put("encoder.stem.convs.0.conv.weight", NdArray.of(new int[] {size}, values));
    weights.put("decoder.seg_layers.0.bias", NdArray.of(new int[] {1}, (float) epochs));
    return new Checkpoint(
        weights,
        Map.of("momentum/decoder.seg_layers.0.bias", NdArray.of(new int[] {1}, (double) epochs)),
        new TrainingProgress(
            epochs,
            2.5 * epochs,
            2.0 * epochs,
            1L << 33,
            1L << 32,
            1e6 * epochs,
            0,
            PartialEpoch.none()));
  }
}
