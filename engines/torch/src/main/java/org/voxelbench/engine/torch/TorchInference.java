package org.voxelbench.engine.torch;

import org.voxelbench.engine.Batch;
import org.voxelbench.engine.Inference;
import org.voxelbench.engine.Outputs;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.torch.ops.NativeScope;

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
  public Outputs evaluate(Batch batch) {
    try (NativeScope scope = new NativeScope(false)) {
      Evaluation evaluation = program.run(TorchBatch.inputs(batch, context), weights.values());
      return new TorchOutputs(context, evaluation.outputs());
    } catch (RuntimeException e) {
      throw NativeScope.translate(e, "running an inference");
    }
  }

  @Override
  public void close() {
    // It holds nothing native between two runs.
  }
}
