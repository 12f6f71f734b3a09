package org.voxelbench.engine.torch;

import java.util.Optional;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineContract;
import org.voxelbench.engine.EngineOptions;
import org.voxelbench.engine.Precision;

class TorchEngineContractTest implements EngineContract {

  @Override
  public Engine open(Precision precision) {
    return new TorchEngineProvider().open(new EngineOptions("cpu", Optional.of(precision), 1));
  }
}
