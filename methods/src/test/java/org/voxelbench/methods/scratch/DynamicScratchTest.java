package org.voxelbench.methods.scratch;

import org.voxelbench.training.pretext.MethodContract;
import org.voxelbench.training.pretext.SslMethod;

class DynamicScratchTest implements MethodContract<Scratch.Settings> {

  @Override
  public SslMethod<Scratch.Settings> method() {
    return new DynamicScratch();
  }
}
