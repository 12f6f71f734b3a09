package org.voxelbench.engine.torch;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.Inference;
import org.voxelbench.engine.Outputs;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.torch.ops.NativeScope;
import org.voxelbench.engine.torch.ranks.Rank;

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
      List<TorchOutputs> ranks = TorchBatch.own(batch, context).each(this::evaluate);
      // What programs return of several ranks is the same on each.
      ranks.subList(1, ranks.size()).forEach(TorchOutputs::close);
      return ranks.get(0);
    } catch (RuntimeException e) {
      throw NativeScope.translate(e, "running an inference");
    }
  }

  private TorchOutputs evaluate(Rank rank, Map<String, Tensor> inputs) {
    try (NativeScope scope = NativeScope.within(false)) {
      return new TorchOutputs(context, program.run(inputs, weights.values(), rank).outputs());
    }
  }

  @Override
  public void close() {
    // It holds nothing native between two runs.
  }
}
