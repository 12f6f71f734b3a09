package org.voxelbench.engine.torch.optimizer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.voxelbench.engine.torch.ops.HostCopies;

/** Named arrays in one flat buffer on the device, each a view of it. */
public final class FlatBuffer implements AutoCloseable {

  private final FlatLayout layout;
  private final Tensor all;
  private final Map<String, Tensor> views = new LinkedHashMap<>();

  /** A buffer of zeros, under references of its own until it is closed. */
  public FlatBuffer(FlatLayout layout, HostCopies copies) {
    this.layout = layout;
    all = torch.zeros(new long[] {layout.length()}, copies.options()).retainReference();
    layout.places().forEach((name, place) -> views.put(name, place.of(all).retainReference()));
  }

  public FlatLayout layout() {
    return layout;
  }

  /** The arrays by name, in the buffer's order. */
  public Map<String, Tensor> views() {
    return Collections.unmodifiableMap(views);
  }

  /** The buffer itself, {@code [length]}. */
  Tensor all() {
    return all;
  }

  @Override
  public void close() {
    views.values().forEach(Tensor::releaseReference);
    views.clear();
    all.releaseReference();
  }
}
