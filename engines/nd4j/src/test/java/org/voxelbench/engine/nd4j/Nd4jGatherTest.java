package org.voxelbench.engine.nd4j;

import org.voxelbench.engine.EngineProvider;
import org.voxelbench.engine.GatherContract;

class Nd4jGatherTest implements GatherContract {

  @Override
  public EngineProvider provider() {
    return new Nd4jEngineProvider();
  }
}
