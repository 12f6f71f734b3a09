package org.voxelbench.methods.scratch;

import org.voxelbench.protocol.method.MethodContract;
import org.voxelbench.protocol.method.SslMethod;

class DynamicScratchTest implements MethodContract<DynamicScratch.Settings> {

  @Override
  public SslMethod<DynamicScratch.Settings> method() {
    return new DynamicScratch();
  }
}
