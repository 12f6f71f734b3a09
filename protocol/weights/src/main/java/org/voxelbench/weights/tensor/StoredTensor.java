package org.voxelbench.weights.tensor;

import java.util.List;
import org.voxelbench.engine.element.ElementType;

/**
 * A tensor of a file of weights, whose values are read when somebody asks.
 *
 * @param path the keys that lead to it with slashes between, such as {@code
 *     network_weights/encoder.stem.convs.0.conv.weight}; the name alone in a flat file
 * @param region where its values lie
 */
public record StoredTensor(String path, Region region) {

  /** The type of its values. */
  public ElementType type() {
    return region.type();
  }

  /** Values along each axis. */
  public List<Integer> sizes() {
    return region.sizes();
  }

  /** How many values it holds. */
  public long count() {
    return region.count();
  }

  /** Bytes that its values take. */
  public long bytes() {
    return count() * type().bytes();
  }
}
