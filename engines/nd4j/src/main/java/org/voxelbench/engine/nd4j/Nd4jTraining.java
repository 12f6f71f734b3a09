package org.voxelbench.engine.nd4j;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Optimizer;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.StepResult;
import org.voxelbench.engine.Training;
import org.voxelbench.engine.TrainingChecks;

/** Training steps from plans with gradients; the update runs in place on the weights' memory. */
final class Nd4jTraining implements Training {

  private final Nd4jContext context;
  private final Nd4jWeights weights;
  private final List<String> trainable;
  private final Optimizer optimizer;
  private final ExecutionPlans steps;
  private final ExecutionPlans evaluations;
  private final OptimizerState state;
  private boolean closed;

  Nd4jTraining(
      Nd4jContext context,
      Program objective,
      Nd4jWeights weights,
      Set<String> trainable,
      Optimizer optimizer) {
    TrainingChecks.opening(trainable, weights.names(), optimizer);
    this.context = context;
    this.weights = weights;
    this.trainable = weights.names().stream().filter(trainable::contains).toList();
    this.optimizer = optimizer;
    this.steps =
        new ExecutionPlans(
            shapes ->
                PreparedProgram.training(objective, context, shapes, weights, this.trainable));
    this.evaluations =
        new ExecutionPlans(
            shapes -> PreparedProgram.evaluation(objective, context, shapes, weights));
    this.state = new OptimizerState(UpdateRule.of(optimizer), context.type());
  }

  @Override
  public StepResult step(Batch batch, double learningRate) {
    checkOpen();
    Nd4jBatch own = Nd4jBatch.own(batch, context);
    weights.checkOpen();
    return NativeBackend.call(
        "running a training step",
        () -> {
          PreparedProgram program = steps.of(own.shapes());
          program.run(own.variables());
          double norm = program.norm();
          StepResult result = new StepResult(program.loss(), norm, program.withoutLoss());
          if (result.finite()) {
            double scale = optimizer.clipScale(norm);
            state.update(weights, program.gradients(), scale, learningRate);
          }
          return result;
        });
  }

  @Override
  public StepResult evaluate(Batch batch) {
    checkOpen();
    Nd4jBatch own = Nd4jBatch.own(batch, context);
    weights.checkOpen();
    return NativeBackend.call(
        "evaluating an objective",
        () -> {
          PreparedProgram program = evaluations.of(own.shapes());
          program.run(own.variables());
          return new StepResult(program.loss(), Double.NaN, program.withoutLoss());
        });
  }

  @Override
  public Map<String, NdArray> optimizerState() {
    checkOpen();
    return state.copy();
  }

  @Override
  public void restoreOptimizerState(Map<String, NdArray> copy) {
    checkOpen();
    Map<String, int[]> shapes = new LinkedHashMap<>();
    trainable.forEach(name -> shapes.put(name, weights.shapes().get(name)));
    state.restore(copy, shapes);
  }

  private void checkOpen() {
    if (closed) {
      throw new EngineException("the training is closed; start another one.");
    }
  }

  @Override
  public void close() {
    closed = true;
    steps.close();
    evaluations.close();
    state.close();
  }
}
