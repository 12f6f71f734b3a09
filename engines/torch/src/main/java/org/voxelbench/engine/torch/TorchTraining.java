package org.voxelbench.engine.torch;

import java.util.LinkedHashMap;
import java.util.List;
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
import org.voxelbench.engine.torch.ops.Differentiation;
import org.voxelbench.engine.torch.ops.HostCopies;
import org.voxelbench.engine.torch.ops.NativeScope;
import org.voxelbench.engine.torch.ops.TorchTensor;
import org.voxelbench.engine.torch.optimizer.FlatGradients;
import org.voxelbench.engine.torch.optimizer.GradientBuffers;
import org.voxelbench.engine.torch.optimizer.OptimizerState;
import org.voxelbench.engine.torch.ranks.Rank;
import org.voxelbench.engine.torch.ranks.RankResult;

/** Training steps with autograd; the update runs in place on the weights' own memory. */
final class TorchTraining implements Training {

  private final TorchContext context;
  private final RehearsedProgram objective;
  private final TorchWeights weights;
  private final Set<String> trainable;
  private final Optimizer optimizer;
  private final OptimizerState state;
  private final GradientBuffers buffers;
  private boolean closed;

  TorchTraining(
      TorchContext context,
      Program objective,
      TorchWeights weights,
      Set<String> trainable,
      Optimizer optimizer) {
    TrainingChecks.opening(trainable, weights.names(), optimizer);
    this.context = context;
    this.objective = new RehearsedProgram(objective, context);
    this.weights = weights;
    this.trainable = Set.copyOf(trainable);
    this.optimizer = optimizer;
    this.state = new OptimizerState(optimizer, weights.buffer().layout(), context.copies());
    this.buffers = new GradientBuffers(weights.buffer().layout(), context.copies());
  }

  @Override
  public StepResult step(Batch batch, double learningRate) {
    checkOpen();
    try (NativeScope scope = new NativeScope(false)) {
      TorchBatch own = TorchBatch.own(batch, context);
      List<RankStep> ranks = own.each(this::step);
      try {
        FlatGradients gradients =
            new FlatGradients(
                own.sum(ranks.stream().map(rank -> rank.gradients().all()).toList()),
                ranks.get(0).gradients().reached());
        return update(ranks.get(0), gradients, learningRate);
      } finally {
        ranks.forEach(RankStep::close);
      }
    } catch (RuntimeException e) {
      throw NativeScope.translate(e, "running a training step");
    }
  }

  private RankStep step(Rank rank, Map<String, Tensor> inputs) {
    try (NativeScope scope = NativeScope.within(true)) {
      Map<String, Tensor> leaves = Differentiation.leaves(weights.values(), trainable);
      Evaluation evaluation = objective.run(inputs, leaves, rank);
      leaves.keySet().retainAll(trainable);
      FlatGradients gradients =
          FlatGradients.of(evaluation.loss(), evaluation.tape(), leaves, buffers, rank);
      return new RankStep(evaluation.loss().detach(), gradients, evaluation.withoutLoss());
    }
  }

  private StepResult update(RankStep rank, FlatGradients gradients, double learningRate) {
    try (NativeScope scope = NativeScope.within(false)) {
      // Both in one copy: the host waits for the device once a step.
      NdArray numbers = HostCopies.toHost(torch.stack(together(rank.loss(), gradients.norm())));
      double norm = numbers.at(1);
      StepResult result = new StepResult(numbers.at(0), norm, rank.outputs());
      if (result.finite()) {
        state.update(weights.buffer(), gradients, optimizer.clipScale(norm), learningRate);
      }
      return result;
    }
  }

  private static TensorVector together(Tensor loss, Tensor norm) {
    return new TensorVector(loss.reshape().to(norm.scalar_type()), norm);
  }

  @Override
  public StepResult evaluate(Batch batch) {
    checkOpen();
    try (NativeScope scope = new NativeScope(false)) {
      return TorchBatch.own(batch, context).each(this::evaluate).get(0).result();
    } catch (RuntimeException e) {
      throw NativeScope.translate(e, "evaluating an objective");
    }
  }

  private RankEvaluation evaluate(Rank rank, Map<String, Tensor> inputs) {
    try (NativeScope scope = NativeScope.within(false)) {
      Evaluation evaluation = objective.run(inputs, weights.values(), rank);
      return new RankEvaluation(
          new StepResult(evaluation.loss().item_double(), Double.NaN, evaluation.withoutLoss()));
    }
  }

  /** What a rank gave without gradients; it holds nothing native. */
  private record RankEvaluation(StepResult result) implements RankResult {

    @Override
    public void close() {
      // The numbers are on the host.
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
    buffers.close();
  }
}
