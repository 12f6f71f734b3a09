package org.voxelbench.methods.simclr;

import org.voxelbench.protocol.adapt.TransferScope;
import org.voxelbench.protocol.method.MethodContract;
import org.voxelbench.protocol.method.SslMethod;

class SimClrTest implements MethodContract<SimClr.Settings> {

  @Override
  public SslMethod<SimClr.Settings> method() {
    return new SimClr();
  }

  @Override
  public SimClr.Settings settings() {
    return new SimClr.Settings(0.5, 0.5, 0, 0, 0, 32, TransferScope.ENCODER);
  }
}
