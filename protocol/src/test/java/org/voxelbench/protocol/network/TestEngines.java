package org.voxelbench.protocol.network;

import java.util.HashMap;
import java.util.Map;
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineOptions;
import org.voxelbench.engine.Gradients;
import org.voxelbench.engine.Inference;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.Weights;
import org.voxelbench.engine.torch.TorchEngineProvider;

/** The torch engine on the CPU, and single runs on it. */
public final class TestEngines {

  private TestEngines() {}

  public static Engine cpu(Precision precision) {
    return new TorchEngineProvider().open(EngineOptions.cpu(precision));
  }

  /** The outputs of a program. */
  public static Map<String, NdArray> run(
      Engine engine, Program program, Map<String, NdArray> weights, Map<String, NdArray> inputs) {
    try (Weights held = engine.weights(weights);
        Batch batch = engine.stage(inputs);
        Inference inference = engine.inference(program, held)) {
      return new HashMap<>(inference.run(batch));
    }
  }

  /** The gradients of a program's loss. */
  public static Gradients gradients(
      Engine engine, Program program, Map<String, NdArray> weights, Map<String, NdArray> inputs) {
    try (Weights held = engine.weights(weights);
        Batch batch = engine.stage(inputs)) {
      return engine.gradients(program, held, batch);
    }
  }
}
