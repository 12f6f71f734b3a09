package org.voxelbench.engine.torch;

import org.voxelbench.engine.EngineProvider;
import org.voxelbench.engine.MemoryContract;

class TorchMemoryTest implements MemoryContract {

  @Override
  public EngineProvider provider() {
    return new TorchEngineProvider();
  }

  @Override
  public int windows() {
    return 1;
  }

  @Override
  public int stepsPerWindow() {
    return 300;
  }

  @Override
  public int largestGrowth() {
    return 16 * 1024;
  }
}
