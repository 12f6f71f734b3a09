package org.voxelbench.engine.nd4j;

import org.voxelbench.engine.EngineOptions;
import org.voxelbench.engine.EngineProvider;
import org.voxelbench.engine.MemoryContract;
import org.voxelbench.engine.Precision;

class Nd4jMemoryTest implements MemoryContract {

  @Override
  public EngineProvider provider() {
    return new Nd4jEngineProvider();
  }

  @Override
  public EngineOptions options() {
    return EngineOptions.cpu(Precision.FP32);
  }

  /** Measured: some 7 MiB in each of the first three or four windows, then next to none. */
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
