package org.voxelbench.engine.torch;

import org.voxelbench.engine.EngineProvider;
import org.voxelbench.engine.GatherContract;

class TorchGatherTest implements GatherContract {

  @Override
  public EngineProvider provider() {
    return new TorchEngineProvider();
  }
}
