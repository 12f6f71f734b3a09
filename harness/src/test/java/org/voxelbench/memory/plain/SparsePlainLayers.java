package org.voxelbench.memory.plain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Layers that leave masked voxels empty. */
final class SparsePlainLayers extends PlainLayers {

  private record Maps(List<Long> size, ScalarType type) {}

  private final PointerScope scope = PointerScope.getInnerScope();
  private final Tensor cells;
  private final Map<Maps, VisibleMap> visible = new HashMap<>();

  /**
   * @param cells 1 where a block is visible, {@code [N, 1, d, h, w]}
   */
  SparsePlainLayers(PlainWeights weights, Tensor cells) {
    super(weights);
    this.cells = cells;
  }

  /** What is visible of maps like this one; nothing is masked if they are smaller than the grid. */
  Optional<VisibleMap> visible(Tensor x) {
    if (x.size(2) < cells.size(2) && x.size(3) < cells.size(3) && x.size(4) < cells.size(4)) {
      return Optional.empty();
    }
    ScalarType type = x.scalar_type().intern();
    Maps maps = new Maps(List.of(x.size(2), x.size(3), x.size(4)), type);
    return Optional.of(
        visible.computeIfAbsent(
            maps, key -> new VisibleMap(PlainMae.enlarged(cells, x), type, scope)));
  }

  private Tensor only(Tensor x) {
    return visible(x).map(map -> map.only(x)).orElse(x);
  }

  @Override
  Tensor conv(Tensor x, String layer, long[] stride) {
    return only(super.conv(x, layer, stride));
  }

  @Override
  Tensor avgPool(Tensor x, long[] window) {
    return only(super.avgPool(x, window));
  }

  @Override
  Tensor norm(Tensor x, String layer) {
    return visible(x)
        .map(
            map ->
                map.norm(
                    x.sub_(map.mean(x)), channels(layer + ".weight"), channels(layer + ".bias")))
        .orElseGet(() -> super.norm(x, layer));
  }

  private Tensor channels(String name) {
    return weights().get(name).view(1, -1, 1, 1, 1);
  }
}
