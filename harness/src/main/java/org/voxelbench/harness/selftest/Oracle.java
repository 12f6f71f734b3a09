package org.voxelbench.harness.selftest;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.EngineOptions;
import org.voxelbench.engine.EngineProvider;
import org.voxelbench.engine.Precision;
import org.voxelbench.harness.selftest.ops.OpOutcome;
import org.voxelbench.harness.selftest.ops.OpProgram;

/**
 * What is right: LibTorch on the CPU in 64-bit floats, whose kernels aren't those of any precision
 * that is checked. Each answer is computed once.
 */
final class Oracle implements AutoCloseable {

  static final String ENGINE = "torch";

  private final Engine engine;
  private final Map<OpProgram, OpOutcome> ops = new HashMap<>();
  private final Map<String, double[]> losses = new HashMap<>();

  Oracle(Engine engine) {
    this.engine = engine;
  }

  /**
   * Opens it.
   *
   * @throws EngineException if it isn't there, without which nothing can be checked
   */
  static Oracle open(Iterable<EngineProvider> providers, int threads) {
    for (EngineProvider provider : providers) {
      if (provider.id().equals(ENGINE)) {
        return new Oracle(
            provider.open(new EngineOptions("cpu", Optional.of(Precision.FP64), threads)));
      }
    }
    throw new EngineException(
        "the self-test compares with the engine torch on the CPU, which is not installed; build"
            + " with it.");
  }

  OpOutcome outcome(OpProgram op) {
    return ops.computeIfAbsent(op, program -> OpOutcome.of(engine, program));
  }

  /** The losses of a training's steps. */
  double[] losses(MethodSteps.Training training) {
    return losses.computeIfAbsent(training.name(), name -> training.losses(engine));
  }

  @Override
  public void close() {
    engine.close();
  }
}
