package org.voxelbench.methods.contrast;

import java.util.Arrays;
import java.util.List;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;
import org.voxelbench.preparation.plan.Architecture;
import org.voxelbench.training.pretext.Backbone;

/** The means of the feature maps of all encoder stages, side by side; 1120 values in ResEnc-L. */
final class PooledFeatures {

  private PooledFeatures() {}

  static int length(Architecture backbone) {
    return backbone.features().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * @param crops {@code [N, 1, D, H, W]}
   * @return {@code [N, F]}
   * @throws BadInputException if the crops do not suit the backbone's strides
   */
  static Tensor of(Graph graph, Backbone backbone, Tensor crops) {
    int[] shape = crops.shape();
    check(Arrays.copyOfRange(shape, 2, 5), backbone.architecture().totalStride());
    List<Tensor> maps = backbone.encode(crops);
    return graph.concat(
        1,
        maps.stream()
            .map(map -> graph.fullPrecision(graph.mean(map, false, 2, 3, 4)))
            .toArray(Tensor[]::new));
  }

  private static void check(int[] crop, int[] stride) {
    boolean single = true;
    for (int axis = 0; axis < 3; axis++) {
      if (crop[axis] % stride[axis] != 0) {
        throw new BadInputException(
            refused(crop, stride) + " must be a multiple of it; choose cropD, cropH and cropW so.");
      }
      single &= crop[axis] == stride[axis];
    }
    if (single) {
      throw new BadInputException(
          refused(crop, stride)
              + " must be larger: instance normalisation leaves nothing of a deepest feature map of"
              + " one voxel; choose a larger cropD, cropH or cropW.");
    }
  }

  private static String refused(int[] crop, int[] stride) {
    return "a crop of "
        + Arrays.toString(crop)
        + " voxels for a backbone of total stride "
        + Arrays.toString(stride);
  }
}
