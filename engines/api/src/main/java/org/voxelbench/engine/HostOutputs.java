package org.voxelbench.engine;

import java.util.Map;
import java.util.Set;

/** Outputs of an engine that copies them to the host at once. */
public record HostOutputs(Map<String, NdArray> values) implements Outputs {

  @Override
  public Set<String> names() {
    return values.keySet();
  }

  @Override
  public int[] shape(String name) {
    return read(name).shape();
  }

  @Override
  public NdArray read(String name) {
    NdArray value = values.get(name);
    if (value == null) {
      throw new EngineException("there is no output '" + name + "' among " + names() + ".");
    }
    return value;
  }

  @Override
  public void close() {
    // The arrays go with their owner.
  }
}
