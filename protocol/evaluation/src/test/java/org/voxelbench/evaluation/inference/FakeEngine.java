package org.voxelbench.evaluation.inference;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.HostOutputs;
import org.voxelbench.engine.IdleEngine;
import org.voxelbench.engine.Inference;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Outputs;
import org.voxelbench.engine.PatchMean;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.Weights;

/**
 * An engine whose network is a function of (fold's weight, patches), that keeps means of patches
 * and has memory free if it is told so, and that counts what is open and how many means were
 * opened.
 */
final class FakeEngine extends IdleEngine {

  private final BiFunction<Double, NdArray, NdArray> network;
  int open;
  int largestBatch;
  int means;
  boolean keepsMeans;
  OptionalLong free = OptionalLong.empty();

  FakeEngine(BiFunction<Double, NdArray, NdArray> network) {
    this.network = network;
  }

  private record Staged(FakeEngine engine, NdArray image) implements Batch {
    @Override
    public void close() {
      synchronized (engine) {
        engine.open--;
      }
    }
  }

  private record FakeInference(FakeEngine engine, Program program, NdArray weight)
      implements Inference {
    @Override
    public Outputs evaluate(Batch batch) {
      NdArray image = ((Staged) batch).image();
      Map<String, NdArray> values = new HashMap<>();
      program
          .build(FakeGraph.of(image, weight))
          .forEach((name, tensor) -> values.put(name, FakeGraph.array(tensor)));
      return new HostOutputs(values);
    }

    @Override
    public void close() {
      synchronized (engine) {
        engine.open--;
      }
    }
  }

  /** The network. */
  Forward forward() {
    return (graph, image) -> {
      largestBatch = Math.max(largestBatch, image.shape()[0]);
      double weight = FakeGraph.array(graph.weight("w")).item();
      return FakeGraph.tensor(network.apply(weight, FakeGraph.array(image)));
    };
  }

  Weights weight(double value) {
    return weights(Map.of("w", NdArray.scalar(value)));
  }

  @Override
  public synchronized Batch stage(Map<String, NdArray> inputs) {
    open++;
    return new Staged(this, inputs.get(MirroredForward.IMAGE));
  }

  @Override
  public synchronized Inference inference(Program program, Weights weights) {
    open++;
    return new FakeInference(this, program, weights.get("w"));
  }

  @Override
  public synchronized Optional<PatchMean> patchMean(int channels, int[] volume, NdArray weights) {
    if (!keepsMeans) {
      return Optional.empty();
    }
    open++;
    means++;
    return Optional.of(new FakePatchMean(channels, volume, weights, () -> open--));
  }

  @Override
  public OptionalLong freeMemoryBytes() {
    return free;
  }
}
