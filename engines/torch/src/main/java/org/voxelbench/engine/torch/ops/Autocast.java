package org.voxelbench.engine.torch.ops;

import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** LibTorch's mixed precision, on for this thread from construction to close. */
public final class Autocast implements AutoCloseable {

  private final DeviceType device;
  private final boolean on;

  public Autocast(DeviceType device, boolean on) {
    this.device = device;
    this.on = on;
    if (on) {
      torch.set_autocast_dtype(device, ScalarType.BFloat16);
      torch.set_autocast_enabled(device, true);
    }
  }

  @Override
  public void close() {
    if (on) {
      torch.set_autocast_enabled(device, false);
      // The cache holds the weights in bfloat16, which are stale after an update.
      torch.clear_cache();
    }
  }
}
