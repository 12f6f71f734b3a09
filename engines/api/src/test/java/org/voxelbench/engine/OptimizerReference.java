package org.voxelbench.engine;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The update rules in plain Java, for one flat vector of weights. */
final class OptimizerReference {

  private final Optimizer optimizer;
  private final Map<String, double[]> memory = new LinkedHashMap<>();
  private int step;

  OptimizerReference(Optimizer optimizer) {
    this.optimizer = optimizer;
  }

  /** Moves the weights in place and gives the gradient's norm before clipping. */
  double update(double[] w, double[] gradient, double rate) {
    step++;
    double norm = Math.sqrt(Arrays.stream(gradient).map(g -> g * g).sum());
    double scale = Math.min(1, optimizer.clipNorm() / (norm + 1e-6));
    double[] g = Arrays.stream(gradient).map(v -> v * scale).toArray();
    if (optimizer instanceof Optimizer.Sgd sgd) {
      double[] v = memory.computeIfAbsent("v", key -> new double[w.length]);
      for (int i = 0; i < w.length; i++) {
        double d = g[i] + sgd.weightDecay() * w[i];
        v[i] = step == 1 ? d : sgd.momentum() * v[i] + d;
        w[i] -= rate * (sgd.nesterov() ? d + sgd.momentum() * v[i] : v[i]);
      }
    } else if (optimizer instanceof Optimizer.AdamW adam) {
      double[] m = memory.computeIfAbsent("m", key -> new double[w.length]);
      double[] s = memory.computeIfAbsent("s", key -> new double[w.length]);
      for (int i = 0; i < w.length; i++) {
        m[i] = adam.beta1() * m[i] + (1 - adam.beta1()) * g[i];
        s[i] = adam.beta2() * s[i] + (1 - adam.beta2()) * g[i] * g[i];
        double mean = m[i] / (1 - Math.pow(adam.beta1(), step));
        double square = s[i] / (1 - Math.pow(adam.beta2(), step));
        w[i] -= rate * adam.weightDecay() * w[i];
        w[i] -= rate * mean / (Math.sqrt(square) + adam.eps());
      }
    }
    return norm;
  }
}
