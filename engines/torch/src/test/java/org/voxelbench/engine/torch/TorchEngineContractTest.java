package org.voxelbench.engine.torch;

import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineContract;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.TestDevice;

class TorchEngineContractTest implements EngineContract {

  @Override
  public Engine open(Precision precision) {
    return new TorchEngineProvider().open(TestDevice.in(precision));
  }
}
