package org.voxelbench.training.network;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.voxelbench.base.format.Choice;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;
import org.voxelbench.engine.NdArray;

/**
 * How initial weights are drawn; each weight has a random stream of its own, so that a further
 * weight shifts no other.
 */
public enum Initialization implements Choice {

  /**
   * nnU-Net's: kernels Kaiming-normal over the fan-in for a leaky slope of 0.01, biases 0, norms 1
   * and 0, and the norm that closes a residual branch 0, so that a block starts as its skip
   * (dynamic-network-architectures: {@code weight_init.py}).
   */
  HE {
    @Override
    float[] values(WeightSpec spec, RandomStream random) {
      float[] values = new float[Math.toIntExact(spec.size())];
      switch (spec.role()) {
        case KERNEL -> {
          double slope = ConvUnit.LEAKY_SLOPE;
          double deviation = Math.sqrt(2 / (1 + slope * slope) / spec.fanIn());
          for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
          }
        }
        case SCALE -> Arrays.fill(values, 1);
        case TOKEN -> truncatedNormal(values, random);
        case DRAWN -> normal(values, spec.start(), random);
        case BIAS, SHIFT, RESIDUAL_SCALE, RESIDUAL_SHIFT -> Arrays.fill(values, 0);
      }
      return values;
    }
  },

  /**
   * PyTorch's default: kernels and biases uniform within one over the root of the fan-in, norms 1
   * and 0.
   */
  PYTORCH {
    @Override
    float[] values(WeightSpec spec, RandomStream random) {
      float[] values = new float[Math.toIntExact(spec.size())];
      switch (spec.role()) {
        case KERNEL, BIAS -> {
          double bound = 1 / Math.sqrt(spec.fanIn());
          for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.uniform(-bound, bound);
          }
        }
        case SCALE, RESIDUAL_SCALE -> Arrays.fill(values, 1);
        case TOKEN -> truncatedNormal(values, random);
        case DRAWN -> normal(values, spec.start(), random);
        case SHIFT, RESIDUAL_SHIFT -> Arrays.fill(values, 0);
      }
      return values;
    }
  };

  private static final double TOKEN_DEVIATION = 0.02;

  /** A normal distribution cut off at one standard deviation. */
  private static void truncatedNormal(float[] values, RandomStream random) {
    for (int i = 0; i < values.length; i++) {
      double drawn = random.nextGaussian();
      while (Math.abs(drawn) > 1) {
        drawn = random.nextGaussian();
      }
      values[i] = (float) (TOKEN_DEVIATION * drawn);
    }
  }

  private static void normal(float[] values, WeightSpec.Start start, RandomStream random) {
    for (int i = 0; i < values.length; i++) {
      double drawn = start.deviation() == 0 ? 0 : start.deviation() * random.nextGaussian();
      values[i] = (float) (start.mean() + drawn);
    }
  }

  abstract float[] values(WeightSpec spec, RandomStream random);

  /** Initial values of all weights, in order. */
  public Map<String, NdArray> draw(WeightShapes weights, RandomStreams streams) {
    Map<String, NdArray> drawn = new LinkedHashMap<>();
    for (WeightSpec spec : weights.specs()) {
      RandomStream random = streams.stream("init:" + spec.name());
      drawn.put(spec.name(), NdArray.of(spec.shape(), values(spec, random)));
    }
    return drawn;
  }
}
