package org.voxelbench.methods.scratch;

import org.voxelbench.protocol.method.MethodContract;
import org.voxelbench.protocol.method.SslMethod;

class DynamicScratchTest implements MethodContract<Scratch.Settings> {

  @Override
  public SslMethod<Scratch.Settings> method() {
    return new DynamicScratch();
  }
}
