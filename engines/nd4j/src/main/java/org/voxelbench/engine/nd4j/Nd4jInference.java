package org.voxelbench.engine.nd4j;

import org.voxelbench.engine.Batch;
import org.voxelbench.engine.HostOutputs;
import org.voxelbench.engine.Inference;
import org.voxelbench.engine.Outputs;
import org.voxelbench.engine.Program;

/** A program run without gradients. */
final class Nd4jInference implements Inference {

  private final Nd4jContext context;
  private final Nd4jWeights weights;
  private final ExecutionPlans plans;

  Nd4jInference(Nd4jContext context, Program program, Nd4jWeights weights) {
    this.context = context;
    this.weights = weights;
    this.plans =
        new ExecutionPlans(shapes -> PreparedProgram.forward(program, context, shapes, weights));
  }

  @Override
  public Outputs evaluate(Batch batch) {
    Nd4jBatch own = Nd4jBatch.own(batch, context);
    weights.checkOpen();
    return NativeBackend.call(
        "running an inference",
        () -> {
          PreparedProgram program = plans.of(own.shapes());
          program.run(own.variables());
          return new HostOutputs(program.outputs());
        });
  }

  @Override
  public void close() {
    plans.close();
  }
}
