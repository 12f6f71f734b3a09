package org.voxelbench.engine.torch.optimizer;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.voxelbench.engine.torch.ops.LeafGradients;

/**
 * The places of leaves' gradients in one flat buffer, which is taken when the first is asked for.
 */
final class FlatPlaces implements LeafGradients.Places {

  private final Map<Tensor, FlatLayout.Place> places = new IdentityHashMap<>();
  private final Supplier<Tensor> buffers;
  private final PointerScope scope = PointerScope.getInnerScope();
  private Tensor buffer;

  /**
   * @param leaves by name
   * @param layout of the buffer, by the same names
   * @param buffers gives the buffer, which is then kept in the scope that is open now
   */
  FlatPlaces(Map<String, Tensor> leaves, FlatLayout layout, Supplier<Tensor> buffers) {
    leaves.forEach((name, leaf) -> places.put(leaf, layout.places().get(name)));
    this.buffers = buffers;
  }

  Tensor buffer() {
    if (buffer == null) {
      buffer = buffers.get();
      scope.attach(buffer);
    }
    return buffer;
  }

  @Override
  public Tensor of(Tensor leaf) {
    return places.get(leaf).of(buffer());
  }
}
