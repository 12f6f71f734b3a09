package org.voxelbench.engine.nd4j;

import org.voxelbench.engine.EngineProvider;
import org.voxelbench.engine.MemoryContract;

class Nd4jMemoryTest implements MemoryContract {

  @Override
  public EngineProvider provider() {
    return new Nd4jEngineProvider();
  }

  /**
   * ND4J frees the descriptors of views with their Java objects: the first collection must come.
   */
  @Override
  public int windows() {
    return 10;
  }

  @Override
  public int stepsPerWindow() {
    return 100;
  }

  @Override
  public int largestGrowth() {
    return 4 * 1024;
  }
}
