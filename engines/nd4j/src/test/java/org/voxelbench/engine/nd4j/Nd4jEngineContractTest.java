package org.voxelbench.engine.nd4j;

import java.util.Optional;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineContract;
import org.voxelbench.engine.EngineOptions;
import org.voxelbench.engine.Precision;

class Nd4jEngineContractTest implements EngineContract {

  @Override
  public Engine open(Precision precision) {
    return new Nd4jEngineProvider().open(new EngineOptions("cpu", Optional.of(precision), 1));
  }
}
