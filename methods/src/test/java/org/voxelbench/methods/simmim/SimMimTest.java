package org.voxelbench.methods.simmim;

import org.voxelbench.training.pretext.MethodContract;
import org.voxelbench.training.pretext.SslMethod;

class SimMimTest implements MethodContract<SimMim.Settings> {

  @Override
  public SslMethod<SimMim.Settings> method() {
    return new SimMim();
  }

  @Override
  public SimMim.Settings settings() {
    return method().defaults();
  }
}
