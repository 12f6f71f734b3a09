package org.voxelbench.evaluation.inference;

import java.util.List;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Outputs;
import org.voxelbench.engine.PatchMean;

/** A mean in 64-bit floats, voxel by voxel. */
final class FakePatchMean implements PatchMean {

  private final int[] volume;
  private final NdArray patchWeights;
  private final double[][] sums;
  private final double[] weights;
  private final Runnable closed;

  FakePatchMean(int channels, int[] volume, NdArray patchWeights, Runnable closed) {
    this.volume = volume;
    this.patchWeights = patchWeights;
    this.weights = new double[volume[0] * volume[1] * volume[2]];
    this.sums = new double[channels][weights.length];
    this.closed = closed;
  }

  @Override
  public void add(Outputs outputs, String name, List<int[]> corners) {
    NdArray patches = outputs.read(name);
    int[] patch = patchWeights.shape();
    for (int i = 0; i < patches.size(); i++) {
      int inPatch = i % patchWeights.size();
      int channel = i / patchWeights.size() % sums.length;
      int[] corner = corners.get(i / patchWeights.size() / sums.length);
      int d = corner[0] + inPatch / (patch[1] * patch[2]);
      int h = corner[1] + inPatch / patch[2] % patch[1];
      int w = corner[2] + inPatch % patch[2];
      if (Math.min(d, Math.min(h, w)) >= 0 && d < volume[0] && h < volume[1] && w < volume[2]) {
        int at = (d * volume[1] + h) * volume[2] + w;
        sums[channel][at] += patches.at(i) * patchWeights.at(inPatch);
        weights[at] += channel == 0 ? patchWeights.at(inPatch) : 0;
      }
    }
  }

  @Override
  public float[] channel(int channel) {
    float[] mean = new float[weights.length];
    for (int v = 0; v < mean.length; v++) {
      mean[v] = (float) (sums[channel][v] / weights[v]);
    }
    return mean;
  }

  @Override
  public void close() {
    closed.run();
  }
}
