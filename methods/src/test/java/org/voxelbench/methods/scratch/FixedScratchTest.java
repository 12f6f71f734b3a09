package org.voxelbench.methods.scratch;

import org.voxelbench.protocol.method.MethodContract;
import org.voxelbench.protocol.method.SslMethod;

class FixedScratchTest implements MethodContract<FixedScratch.Settings> {

  @Override
  public SslMethod<FixedScratch.Settings> method() {
    return new FixedScratch();
  }
}
