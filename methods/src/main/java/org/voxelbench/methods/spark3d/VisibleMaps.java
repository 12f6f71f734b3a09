package org.voxelbench.methods.spark3d;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voxelbench.engine.Graph;
import org.voxelbench.engine.Tensor;
import org.voxelbench.methods.mae.BlockMask;

/** The mask at the resolutions of a network's feature maps, each built once per program. */
final class VisibleMaps {

  private final Graph graph;
  private final Tensor cells;
  private final Map<List<Integer>, Optional<VisibleVoxels>> resolutions = new HashMap<>();

  /**
   * @param cells {@code [N, 1, gD, gH, gW]}, 1 = visible, 0 = masked
   */
  VisibleMaps(Graph graph, Tensor cells) {
    this.graph = graph;
    this.cells = cells;
  }

  /**
   * The visible voxels at the resolution of a feature map, or empty if it is smaller than the grid
   * of cells in all axes: there nothing is masked.
   *
   * @param x {@code [N, C, D, H, W]}
   */
  Optional<VisibleVoxels> at(Tensor x) {
    int[] shape = x.shape();
    return resolutions.computeIfAbsent(
        List.of(shape[2], shape[3], shape[4]),
        size ->
            isSmaller(shape)
                ? Optional.empty()
                : Optional.of(
                    new VisibleVoxels(
                        graph, graph.castLike(BlockMask.voxels(graph, cells, x), x))));
  }

  private boolean isSmaller(int[] shape) {
    int[] grid = cells.shape();
    return shape[2] < grid[2] && shape[3] < grid[3] && shape[4] < grid[4];
  }
}
