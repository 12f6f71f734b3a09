package org.voxelbench.training.network;

import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Assumptions;
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.EngineOptions;
import org.voxelbench.engine.EngineProvider;
import org.voxelbench.engine.Gradients;
import org.voxelbench.engine.Inference;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.TestDevice;
import org.voxelbench.engine.Weights;

/**
 * An engine, and single runs on it: {@code -Dvoxelbench.test.engine=ID}, else torch, on the {@link
 * TestDevice}; other engines are for comparison and stay on the CPU.
 */
public final class TestEngines {

  private static final String TESTED = System.getProperty("voxelbench.test.engine", "torch");

  private TestEngines() {}

  /** The engine that the tests are told to use; where it has no bfloat16, the test is skipped. */
  public static Engine open(Precision precision) {
    try {
      return named(TESTED, precision);
    } catch (EngineException e) {
      Assumptions.assumeFalse(precision == Precision.BF16, e.getMessage());
      throw e;
    }
  }

  /** As {@link #open}; where the device doesn't promise equal bits, the test is skipped. */
  public static Engine openExact(Precision precision) {
    Engine engine = open(precision);
    if (!engine.info().deterministic()) {
      String device = engine.info().device();
      engine.close();
      Assumptions.abort(device + " does not promise the same bits for the same seed");
    }
    return engine;
  }

  /** An engine by its id. */
  public static Engine named(String id, Precision precision) {
    return ServiceLoader.load(EngineProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no engine '" + id + "' on the class path"))
        .open(id.equals(TESTED) ? TestDevice.in(precision, 0) : EngineOptions.cpu(precision));
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
