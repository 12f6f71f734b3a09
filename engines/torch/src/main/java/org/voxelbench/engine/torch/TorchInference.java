package org.voxelbench.engine.torch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.Inference;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Program;

/** A program run without autograd. */
final class TorchInference implements Inference {

  private final TorchContext context;
  private final RehearsedProgram program;
  private final TorchWeights weights;

  TorchInference(TorchContext context, Program program, TorchWeights weights) {
    this.context = context;
    this.program = new RehearsedProgram(program, context);
    this.weights = weights;
  }

  @Override
  public Map<String, NdArray> run(Batch batch) {
    try (NativeScope scope = new NativeScope(false)) {
      Map<String, NdArray> results = new LinkedHashMap<>();
      program
          .run(TorchBatch.inputs(batch, context), weights.values())
          .outputs()
          .forEach((name, value) -> results.put(name, HostCopies.toHost(value)));
      return results;
    } catch (RuntimeException e) {
      throw NativeScope.translate(e, "running an inference");
    }
  }

  @Override
  public void close() {
    // It holds nothing native between two runs.
  }
}
