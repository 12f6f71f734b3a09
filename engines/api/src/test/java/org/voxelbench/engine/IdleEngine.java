package org.voxelbench.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An engine that computes nothing and keeps account of the batches that are staged on it. */
public class IdleEngine implements Engine {

  private final List<Map<String, NdArray>> staged = new ArrayList<>();
  private int open;
  private int mostOpen;

  /** The inputs of all batches so far, in order. */
  public synchronized List<Map<String, NdArray>> staged() {
    return List.copyOf(staged);
  }

  /** Batches that are not closed. */
  public synchronized int open() {
    return open;
  }

  /** The most batches that were open at a time. */
  public synchronized int mostOpen() {
    return mostOpen;
  }

  @Override
  public EngineInfo info() {
    return new EngineInfo("idle", "0", TestDevice.CPU, "none", Precision.FP32, "idle", 1, true);
  }

  @Override
  public synchronized Batch stage(Map<String, NdArray> inputs) {
    staged.add(inputs);
    open++;
    mostOpen = Math.max(mostOpen, open);
    return this::unstage;
  }

  private synchronized void unstage() {
    open--;
  }

  @Override
  public Weights weights(Map<String, NdArray> initial) {
    return new Weights() {

      @Override
      public Set<String> names() {
        return initial.keySet();
      }

      @Override
      public NdArray get(String name) {
        return initial.get(name);
      }

      @Override
      public void set(String name, NdArray value) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Map<String, NdArray> snapshot() {
        return Collections.unmodifiableMap(initial);
      }

      @Override
      public void close() {
        // Nothing is held.
      }
    };
  }

  @Override
  public Training training(
      Program objective, Weights weights, Set<String> trainable, Optimizer optimizer) {
    return new Training() {

      @Override
      public StepResult step(Batch batch, double learningRate) {
        return new StepResult(0, 0, Map.of());
      }

      @Override
      public StepResult evaluate(Batch batch) {
        return new StepResult(0, Double.NaN, Map.of());
      }

      @Override
      public Map<String, NdArray> optimizerState() {
        return Map.of();
      }

      @Override
      public void restoreOptimizerState(Map<String, NdArray> state) {
        throw new UnsupportedOperationException();
      }

      @Override
      public void close() {
        // Nothing is held.
      }
    };
  }

  @Override
  public Inference inference(Program program, Weights weights) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Gradients gradients(Program objective, Weights weights, Batch batch) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long peakMemoryBytes() {
    return 0;
  }

  @Override
  public boolean resetPeakMemory() {
    return true;
  }

  @Override
  public double energyJoules() {
    return Double.NaN;
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
