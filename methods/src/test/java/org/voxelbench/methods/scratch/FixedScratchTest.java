package org.voxelbench.methods.scratch;

import org.voxelbench.training.pretext.MethodContract;
import org.voxelbench.training.pretext.SslMethod;

class FixedScratchTest implements MethodContract<Scratch.Settings> {

  @Override
  public SslMethod<Scratch.Settings> method() {
    return new FixedScratch();
  }
}
