package org.voxelbench.engine.torch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Optimizer;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.StepResult;
import org.voxelbench.engine.Training;
import org.voxelbench.engine.TrainingChecks;

/** Training steps with autograd; the update runs in place on the weights' own memory. */
final class TorchTraining implements Training {

  private final TorchContext context;
  private final Program objective;
  private final GradientFreeProgram evaluated;
  private final TorchWeights weights;
  private final Set<String> trainable;
  private final Optimizer optimizer;
  private final OptimizerState state;
  private boolean closed;

  TorchTraining(
      TorchContext context,
      Program objective,
      TorchWeights weights,
      Set<String> trainable,
      Optimizer optimizer) {
    TrainingChecks.opening(trainable, weights.names(), optimizer);
    this.context = context;
    this.objective = objective;
    this.evaluated = new GradientFreeProgram(objective, context);
    this.weights = weights;
    this.trainable = Set.copyOf(trainable);
    this.optimizer = optimizer;
    this.state = new OptimizerState(UpdateRule.of(optimizer), context.copies());
  }

  @Override
  public StepResult step(Batch batch, double learningRate) {
    checkOpen();
    try (NativeScope scope = new NativeScope(true)) {
      Map<String, Tensor> leaves = Differentiation.leaves(weights.values(), trainable);
      Evaluation evaluation =
          Evaluation.of(
              objective, context, TorchBatch.inputs(batch, context), leaves, Lifetimes.UNLIMITED);
      Tensor loss = evaluation.loss();
      leaves.keySet().retainAll(trainable);
      Map<String, Tensor> gradients = Differentiation.gradients(loss, leaves);
      try (NativeScope update = new NativeScope(false)) {
        double norm = norm(gradients);
        StepResult result = new StepResult(loss.item_double(), norm, evaluation.withoutLoss());
        if (result.finite()) {
          double scale = optimizer.clipScale(norm);
          state.update(weights.values(), gradients, scale, learningRate);
        }
        return result;
      }
    } catch (RuntimeException e) {
      throw NativeScope.translate(e, "running a training step");
    }
  }

  /** The L2 norm over all gradients, from the norms of each. */
  private static double norm(Map<String, Tensor> gradients) {
    if (gradients.isEmpty()) {
      return 0;
    }
    TensorVector norms =
        new TensorVector(
            gradients.values().stream().map(torch::linalg_vector_norm).toArray(Tensor[]::new));
    return torch.linalg_vector_norm(torch.stack(norms)).item_double();
  }

  @Override
  public StepResult evaluate(Batch batch) {
    checkOpen();
    try (NativeScope scope = new NativeScope(false)) {
      Evaluation evaluation = evaluated.run(TorchBatch.inputs(batch, context), weights.values());
      return new StepResult(evaluation.loss().item_double(), Double.NaN, evaluation.withoutLoss());
    } catch (RuntimeException e) {
      throw NativeScope.translate(e, "evaluating an objective");
    }
  }

  @Override
  public Map<String, NdArray> optimizerState() {
    checkOpen();
    try (NativeScope scope = new NativeScope(false)) {
      return state.copy();
    }
  }

  @Override
  public void restoreOptimizerState(Map<String, NdArray> copy) {
    checkOpen();
    try (NativeScope scope = new NativeScope(false)) {
      Map<String, int[]> shapes = new LinkedHashMap<>();
      weights
          .values()
          .forEach(
              (name, value) -> {
                if (trainable.contains(name)) {
                  shapes.put(name, TorchTensor.shapeOf(value));
                }
              });
      state.restore(copy, shapes);
    } catch (RuntimeException e) {
      throw NativeScope.translate(e, "restoring the optimiser's state");
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new EngineException("the training is closed; start another one.");
    }
  }

  @Override
  public void close() {
    closed = true;
    state.close();
  }
}
