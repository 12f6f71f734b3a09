package org.voxelbench.memory.plain;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.voxelbench.engine.Optimizer;
import org.voxelbench.engine.Precision;
import org.voxelbench.memory.MeasuredTask;
import org.voxelbench.memory.MeasuredTasks;
import org.voxelbench.memory.TrainingStep;
import org.voxelbench.preparation.plan.UNetArchitecture;

/** A training by LibTorch alone, on the CPU. */
public final class PlainStep implements TrainingStep {

  private final PointerScope scope = new PointerScope();
  private final PlainLoss loss;
  private final PlainUNet network;
  private final Map<String, Tensor> inputs = new HashMap<>();
  private final TensorVector parameters;
  private final SGD optimizer;
  private final boolean mixed;

  /** Opens a training of the same weights, batch and optimiser as VoxelBench's. */
  public PlainStep(MeasuredTask task, Precision precision, int threads) {
    torch.set_num_threads(threads);
    mixed = precision == Precision.BF16;
    loss = loss(task.name());
    PlainWeights weights = new PlainWeights(task.initial());
    network =
        new PlainUNet(UNetArchitecture.of(task.network().architecture()), new PlainLayers(weights));
    task.inputs().forEach((name, array) -> inputs.put(name, PlainWeights.tensor(array)));
    parameters = weights.all();
    optimizer = new SGD(parameters, options(MeasuredTask.OPTIMIZER));
  }

  private static PlainLoss loss(String task) {
    return switch (task) {
      case MeasuredTasks.SCRATCH -> new PlainSegmentation(false);
      case MeasuredTasks.DEEP_SUPERVISION -> new PlainSegmentation(true);
      case "mae" -> new PlainMae();
      case "spark3d" -> new PlainS3d();
      case "models-genesis" -> new PlainRestoration();
      case "volume-fusion" -> new PlainFusion();
      case "voco" -> new PlainVoco();
      case "swin-unetr" -> new PlainSwin();
      case "simclr" -> new PlainSimclr();
      default -> throw new IllegalArgumentException("nobody wrote '" + task + "' by hand yet.");
    };
  }

  private static SGDOptions options(Optimizer.Sgd sgd) {
    SGDOptions options = new SGDOptions(MeasuredTask.LEARNING_RATE);
    options.momentum().put(sgd.momentum());
    options.weight_decay().put(sgd.weightDecay());
    options.nesterov().put(sgd.nesterov());
    return options;
  }

  @Override
  public double take() {
    try (PointerScope step = new PointerScope()) {
      Tensor value = forward();
      value.backward();
      torch.clip_grad_norm_(parameters, MeasuredTask.OPTIMIZER.clipNorm());
      optimizer.step();
      optimizer.zero_grad();
      return value.item_double();
    }
  }

  private Tensor forward() {
    torch.set_autocast_dtype(DeviceType.CPU, ScalarType.BFloat16);
    torch.set_autocast_enabled(DeviceType.CPU, mixed);
    try {
      return Scoped.result(() -> loss.of(network, inputs));
    } finally {
      torch.set_autocast_enabled(DeviceType.CPU, false);
      torch.clear_cache();
    }
  }

  @Override
  public void close() {
    scope.close();
  }
}
