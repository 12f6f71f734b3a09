package org.voxelbench.engine.nd4j;

import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.engine.Gradients;
import org.voxelbench.engine.Inference;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Optimizer;
import org.voxelbench.engine.PeakMemory;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.Training;
import org.voxelbench.engine.Weights;
import org.voxelbench.engine.energy.EnergyMeter;

/** ND4J on one device. */
final class Nd4jEngine implements Engine {

  private final EngineInfo info;
  private final EnergyMeter energy;
  private final Nd4jDevice device;
  private final Nd4jContext context;

  Nd4jEngine(EngineInfo info, Nd4jDevice device) {
    this.info = info;
    energy = EnergyMeter.of(info.device());
    this.device = device;
    NativeBackend.setDevice(device.index());
    NativeBackend.setThreads(info.threads());
    context =
        new Nd4jContext(info.precision() == Precision.FP64 ? DataType.DOUBLE : DataType.FLOAT);
  }

  @Override
  public EngineInfo info() {
    return info;
  }

  @Override
  public Weights weights(Map<String, NdArray> initial) {
    return NativeBackend.call("loading weights", () -> new Nd4jWeights(context, initial));
  }

  @Override
  public Batch stage(Map<String, NdArray> inputs) {
    return NativeBackend.call("staging a batch", () -> new Nd4jBatch(context, inputs));
  }

  @Override
  public Training training(
      Program objective, Weights weights, Set<String> trainable, Optimizer optimizer) {
    return new Nd4jTraining(
        context, objective, Nd4jWeights.own(weights, context), trainable, optimizer);
  }

  @Override
  public Inference inference(Program program, Weights weights) {
    return new Nd4jInference(context, program, Nd4jWeights.own(weights, context));
  }

  @Override
  public Gradients gradients(Program objective, Weights weights, Batch batch) {
    Nd4jBatch own = Nd4jBatch.own(batch, context);
    Nd4jWeights values = Nd4jWeights.own(weights, context);
    return NativeBackend.call(
        "computing gradients", () -> AllGradients.of(objective, context, values, own));
  }

  @Override
  public long peakMemoryBytes() {
    return device.cuda()
        ? NativeBackend.deviceBytes()
        : PeakMemory.ofProcess(Pointer::physicalBytes);
  }

  /** Of a card, what is in use now is told: there is no peak to reset. */
  @Override
  public boolean resetPeakMemory() {
    return PeakMemory.reset();
  }

  @Override
  public double energyJoules() {
    return energy.joules();
  }

  @Override
  public void close() {
    energy.close();
    context.slab().close();
  }
}
