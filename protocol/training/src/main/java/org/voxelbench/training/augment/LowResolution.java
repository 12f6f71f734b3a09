package org.voxelbench.training.augment;

import org.voxelbench.base.random.RandomStream;
import org.voxelbench.training.patch.NearestExact;

/**
 * Simulates low resolution: samples down to the nearest voxel and up again linearly
 * (batchgeneratorsv2: {@code SimulateLowResolutionTransform}).
 *
 * @param probability per patch
 * @param channelProbability of each channel of a patch that is changed
 * @param scale the size kept, drawn per channel, one for all axes
 * @param inPlane whether the first axis is left as it is
 */
public record LowResolution(
    double probability, double channelProbability, Range scale, boolean inPlane)
    implements Transform {

  public LowResolution {
    Probability.check("low resolution", probability);
    Probability.check("low resolution per channel", channelProbability);
  }

  @Override
  public void apply(Patch patch, RandomStream random, ScratchBuffers scratch) {
    if (!random.chance(probability)) {
      return;
    }
    for (int channel = 0; channel < patch.channels(); channel++) {
      if (random.chance(channelProbability)) {
        double kept = scale.draw(random);
        int[] small = patch.size().clone();
        for (int axis = inPlane ? 1 : 0; axis < 3; axis++) {
          small[axis] = Math.max(1, (int) Math.rint(small[axis] * kept));
        }
        reduce(patch, channel, small, scratch);
      }
    }
  }

  /** Takes a channel down to a size and up again. */
  static void reduce(Patch patch, int channel, int[] small, ScratchBuffers scratch) {
    int[] size = patch.size();
    int from = channel * patch.voxels();
    float[] down = scratch.floats(0, small[0] * small[1] * small[2]);
    int[] columns = NearestExact.indices(small[2], size[2]);
    int n = 0;
    for (int d : NearestExact.indices(small[0], size[0])) {
      for (int h : NearestExact.indices(small[1], size[1])) {
        int row = from + (d * size[1] + h) * size[2];
        for (int w : columns) {
          down[n++] = patch.image()[row + w];
        }
      }
    }
    float[] wide = scratch.floats(1, small[0] * small[1] * size[2]);
    stretchRows(down, small[0] * small[1], small[2], size[2], wide, scratch);
    float[] high = scratch.floats(2, small[0] * size[1] * size[2]);
    for (int d = 0; d < small[0]; d++) {
      stretchLines(
          wide, d * small[1] * size[2], small[1], size[2], high, d * size[1] * size[2], size[1]);
    }
    stretchLines(high, 0, small[0], size[1] * size[2], patch.image(), from, size[0]);
  }

  /** Where output i of {@code to} lies among {@code from} inputs, by pixel centres. */
  private static double source(int i, int from, int to) {
    return Math.max(0, (i + 0.5) * from / to - 0.5);
  }

  private static void stretchRows(
      float[] in, int rows, int from, int to, float[] out, ScratchBuffers scratch) {
    int[] left = scratch.ints(to);
    float[] weight = scratch.floats(3, to);
    for (int i = 0; i < to; i++) {
      double source = source(i, from, to);
      left[i] = Math.min((int) source, Math.max(0, from - 2));
      weight[i] = from == 1 ? 0 : (float) Math.min(1, source - left[i]);
    }
    int next = from == 1 ? 0 : 1;
    for (int row = 0; row < rows; row++) {
      int a = row * from;
      int b = row * to;
      for (int i = 0; i < to; i++) {
        float v = in[a + left[i]];
        out[b + i] = v + weight[i] * (in[a + left[i] + next] - v);
      }
    }
  }

  private static void stretchLines(
      float[] in, int inFrom, int from, int width, float[] out, int outFrom, int to) {
    for (int i = 0; i < to; i++) {
      double source = source(i, from, to);
      int left = Math.min((int) source, from - 1);
      int right = Math.min(left + 1, from - 1);
      mix(
          in,
          inFrom + left * width,
          inFrom + right * width,
          (float) (source - left),
          out,
          outFrom + i * width,
          width);
    }
  }

  private static void mix(
      float[] in, int left, int right, float weight, float[] out, int from, int width) {
    for (int i = 0; i < width; i++) {
      float v = in[left + i];
      out[from + i] = v + weight * (in[right + i] - v);
    }
  }
}
