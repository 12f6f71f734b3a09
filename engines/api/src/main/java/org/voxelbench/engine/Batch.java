package org.voxelbench.engine;

/** Named inputs on the device, made by {@link Engine#stage}. */
public interface Batch extends AutoCloseable {

  @Override
  void close();
}
