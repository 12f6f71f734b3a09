package org.voxelbench.engine;

import java.util.Set;

/** What a program returned, by name, where the engine computed it, until it is closed. */
public interface Outputs extends AutoCloseable {

  /** The names. */
  Set<String> names();

  /**
   * The shape of one output.
   *
   * @throws EngineException if there is none of that name
   */
  int[] shape(String name);

  /**
   * A copy of one output on the host.
   *
   * @throws EngineException if there is none of that name
   */
  NdArray read(String name);

  @Override
  void close();
}
