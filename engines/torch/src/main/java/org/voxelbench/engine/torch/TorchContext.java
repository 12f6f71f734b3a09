package org.voxelbench.engine.torch;

import java.util.Optional;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.torch.ops.Autocast;
import org.voxelbench.engine.torch.ops.HostCopies;
import org.voxelbench.engine.torch.ranks.RankTeam;

/** What every part of one open engine shares: the device and the arithmetic. */
final class TorchContext {

  private final HostCopies copies;
  private final Precision precision;
  private final Optional<CopyStream> copyStream;
  private final RankTeam ranks;

  /**
   * @param device the device, under a reference of the engine's own
   * @param copyStream where batches are copied beside the computation; empty on the CPU
   * @param ranks the ranks that compute batches staged for them
   */
  TorchContext(
      Device device, Precision precision, Optional<CopyStream> copyStream, RankTeam ranks) {
    this.ranks = ranks;
    this.precision = precision;
    this.copyStream = copyStream;
    ScalarType type = precision == Precision.FP64 ? ScalarType.Double : ScalarType.Float;
    this.copies = new HostCopies(device, type);
  }

  HostCopies copies() {
    return copies;
  }

  RankTeam ranks() {
    return ranks;
  }

  Optional<CopyStream> copyStream() {
    return copyStream;
  }

  /** Whether it computes in 32-bit floats on the CPU. */
  boolean isSingleOnCpu() {
    return copies.device().is_cpu() && precision == Precision.FP32;
  }

  /** Lets LibTorch choose bfloat16 op by op, if the precision says so, until it is closed. */
  Autocast autocast() {
    return new Autocast(copies.device().type(), precision == Precision.BF16);
  }
}
