package org.voxelbench.bench;

import java.util.List;
import java.util.Map;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Optimizer;
import org.voxelbench.memory.MeasuredTasks;
import org.voxelbench.preparation.plan.PrimusArchitecture;
import org.voxelbench.preparation.plan.PrimusSize;
import org.voxelbench.training.network.Network;

/** A training whose steps are measured: its network, its batch and its optimiser. */
public enum Subject {

  /** nnU-Net's training of a small residual-encoder U-Net. */
  U_NET(BenchPlan.PATCH, BenchPlan.BATCH_SIZE, BenchPlan.LEARNING_RATE, Optimizer.Sgd.nnUNet(), 3) {

    @Override
    Network network() {
      return BenchPlan.network();
    }

    @Override
    String label() {
      return "U-Net";
    }

    @Override
    boolean isLarge() {
      return false;
    }

    @Override
    String description() {
      return BenchPlan.DESCRIPTION;
    }
  },

  /**
   * Primus-M by the optimiser of nnU-Net's trainers for it; a patch of 512 tokens keeps a step at
   * some seconds.
   */
  PRIMUS(new int[] {64, 64, 64}, 1, 3e-4, new Optimizer.AdamW(0.9, 0.98, 1e-8, 5e-2, 1), 1) {

    @Override
    Network network() {
      List<Integer> edges = List.of(patch()[0], patch()[1], patch()[2]);
      return Network.of(
          new PrimusArchitecture(PrimusSize.M, edges),
          1,
          MeasuredTasks.labels().outputChannels(),
          false);
    }

    @Override
    String label() {
      return "Primus-M";
    }

    @Override
    boolean isLarge() {
      return true;
    }

    @Override
    String description() {
      return "Primus-M, patch 64x64x64 (512 tokens), batch 1, AdamW";
    }
  };

  private final int[] patch;
  private final int batchSize;
  private final double learningRate;
  private final Optimizer optimizer;
  private final int operationsPerTurn;

  Subject(
      int[] patch, int batchSize, double learningRate, Optimizer optimizer, int operationsPerTurn) {
    this.patch = patch;
    this.batchSize = batchSize;
    this.learningRate = learningRate;
    this.optimizer = optimizer;
    this.operationsPerTurn = operationsPerTurn;
  }

  abstract Network network();

  /** The network's short name. */
  abstract String label();

  /** Whether its steps take seconds, and its weights more than half a gigabyte. */
  abstract boolean isLarge();

  /** Network and batch for people. */
  abstract String description();

  int[] patch() {
    return patch.clone();
  }

  /** The inputs of its first batch. */
  Map<String, NdArray> batch() {
    return BenchPlan.inputs(BenchPlan.batches(patch, batchSize).apply(0));
  }

  double learningRate() {
    return learningRate;
  }

  Optimizer optimizer() {
    return optimizer;
  }

  /** The heap that holds its initial weights. */
  String heap() {
    return isLarge() ? "1536m" : "512m";
  }

  /** How many steps a side makes before it is the other's turn. */
  int operationsPerTurn() {
    return operationsPerTurn;
  }
}
