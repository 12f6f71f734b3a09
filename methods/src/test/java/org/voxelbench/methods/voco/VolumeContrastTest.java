package org.voxelbench.methods.voco;

import org.voxelbench.protocol.adapt.TransferScope;
import org.voxelbench.protocol.method.MethodContract;
import org.voxelbench.protocol.method.SslMethod;

class VolumeContrastTest implements MethodContract<VolumeContrast.Settings> {

  @Override
  public SslMethod<VolumeContrast.Settings> method() {
    return new VolumeContrast();
  }

  @Override
  public VolumeContrast.Settings settings() {
    return new VolumeContrast.Settings(
        2, 2, 1, 2, 0, 0, 0, 32, Regularizer.LINEAR, TransferScope.ENCODER);
  }
}
