package org.voxelbench.memory;

import org.voxelbench.engine.Precision;
import org.voxelbench.memory.plain.PlainStep;

/** Who takes a step. */
enum Side {
  /** VoxelBench's torch engine. */
  ENGINE {
    @Override
    TrainingStep open(MeasuredTask task, Precision precision, int threads) {
      return new EngineStep(task, precision, threads);
    }
  },

  /** A program written by hand in LibTorch. */
  PLAIN {
    @Override
    TrainingStep open(MeasuredTask task, Precision precision, int threads) {
      return new PlainStep(task, precision, threads);
    }
  };

  abstract TrainingStep open(MeasuredTask task, Precision precision, int threads);
}
