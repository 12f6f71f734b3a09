package org.voxelbench.protocol.loader;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.voxelbench.datasets.Labels;
import org.voxelbench.protocol.ProtocolException;
import org.voxelbench.protocol.network.Architecture;
import org.voxelbench.protocol.patch.Nearest;

/**
 * How label maps become targets of the network's outputs (nnU-Net: {@code
 * ConvertSegmentationToRegionsTransform}, {@code DownsampleSegForDSTransform}).
 */
public final class SegmentationTargets {

  /** Per channel, what each label value becomes; empty: the one channel holds label values. */
  private final float[][] regions;

  private final boolean ignoreLabel;
  private final List<int[]> strides;

  /**
   * @param labels the data set's labels or regions
   * @param strides per output from fine to coarse, its stride against the input, {@code [D, H, W]}
   */
  public SegmentationTargets(Labels labels, List<int[]> strides) {
    List<List<Integer>> channels = new ArrayList<>();
    if (labels.hasRegions()) {
      channels.addAll(labels.foreground());
      labels.ignoreLabel().ifPresent(label -> channels.add(List.of(label)));
    }
    this.regions = channels.stream().map(SegmentationTargets::table).toArray(float[][]::new);
    this.ignoreLabel = labels.ignoreLabel().isPresent();
    for (int[] stride : strides) {
      if (stride.length != 3 || Arrays.stream(stride).min().getAsInt() < 1) {
        throw new ProtocolException(
            "an output's stride has 3 positive axes [D, H, W]; got "
                + Arrays.toString(stride)
                + ".");
      }
    }
    this.strides = strides.stream().map(int[]::clone).toList();
  }

  private static float[] table(List<Integer> members) {
    float[] table = new float[members.stream().mapToInt(Integer::intValue).max().orElse(0) + 1];
    members.forEach(label -> table[label] = 1);
    return table;
  }

  /** The strides of a network's one output. */
  public static List<int[]> singleOutput() {
    return List.of(new int[] {1, 1, 1});
  }

  /** The strides of the outputs under deep supervision: of every stage but the deepest. */
  public static List<int[]> deepSupervision(Architecture architecture) {
    List<int[]> strides = new ArrayList<>();
    int[] total = {1, 1, 1};
    for (int stage = 0; stage < architecture.stages() - 1; stage++) {
      int[] stride = architecture.stride(stage);
      Arrays.setAll(total, axis -> total[axis] * stride[axis]);
      strides.add(total.clone());
    }
    return strides;
  }

  /** Whether the data set has an ignore label. */
  public boolean hasIgnoreLabel() {
    return ignoreLabel;
  }

  /** The number of outputs. */
  public int outputs() {
    return strides.size();
  }

  /** The number of channels of a target. */
  public int channels() {
    return Math.max(1, regions.length);
  }

  /** The size of an output for a patch, {@code [D, H, W]}. */
  public int[] size(int output, int[] patch) {
    int[] size = new int[3];
    Arrays.setAll(
        size,
        axis -> (int) Math.max(1, Math.rint(patch[axis] / (double) strides.get(output)[axis])));
    return size;
  }

  /**
   * Writes the target of one sample and output, each voxel the nearest by its centre.
   *
   * @param labels {@code [D, H, W]} of the patch
   * @param out {@code [T, D, H, W]} beginning at {@code from}
   */
  void write(int output, short[] labels, int[] patch, float[] out, int from) {
    int[] size = size(output, patch);
    int[][] index = new int[3][];
    for (int axis = 0; axis < 3; axis++) {
      index[axis] = Nearest.indices(size[axis], patch[axis]);
    }
    int voxels = size[0] * size[1] * size[2];
    int n = from;
    for (int d : index[0]) {
      for (int h : index[1]) {
        int row = (d * patch[1] + h) * patch[2];
        for (int w : index[2]) {
          put(labels[row + w], out, n++, voxels);
        }
      }
    }
  }

  private void put(short label, float[] out, int at, int voxels) {
    if (regions.length == 0) {
      out[at] = label;
      return;
    }
    for (int region = 0; region < regions.length; region++) {
      float[] table = regions[region];
      out[at + region * voxels] = label < table.length ? table[label] : 0;
    }
  }
}
