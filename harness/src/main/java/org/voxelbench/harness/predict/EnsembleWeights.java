package org.voxelbench.harness.predict;

import java.util.ArrayList;
import java.util.List;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Weights;

/** The weights of several runs on an engine. */
public record EnsembleWeights(List<Weights> weights) implements AutoCloseable {

  public static EnsembleWeights of(FoldEnsemble folds, Engine engine) {
    EnsembleWeights loaded = new EnsembleWeights(new ArrayList<>());
    boolean complete = false;
    try {
      folds.runs().forEach(run -> loaded.weights.add(engine.weights(run.weights())));
      complete = true;
    } finally {
      if (!complete) {
        loaded.close();
      }
    }
    return loaded;
  }

  @Override
  public void close() {
    weights.forEach(Weights::close);
  }
}
