package org.voxelbench.training.loop;

import java.util.Map;
import org.voxelbench.engine.NdArray;

/** A number over all validation batches of an epoch, such as the pseudo-Dice. */
public interface ValidationScore {

  /** Begins a score at each epoch. */
  @FunctionalInterface
  interface Factory {

    /** A score without batches. */
    ValidationScore begin();
  }

  /** No score. */
  Factory NONE =
      () ->
          new ValidationScore() {
            @Override
            public void add(Map<String, NdArray> outputs) {}

            @Override
            public double value() {
              return Double.NaN;
            }
          };

  /** Adds the outputs of one validation batch. */
  void add(Map<String, NdArray> outputs);

  /** The number; NaN if it is not defined. */
  double value();

  /** The numbers that it is the mean of, by name; none if it is no mean. */
  default Map<String, Double> byClass() {
    return Map.of();
  }
}
