package org.voxelbench.engine.nd4j;

import java.util.Optional;
import org.voxelbench.engine.CpuFeatures;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.engine.EngineOptions;
import org.voxelbench.engine.EngineProvider;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.ranks.Ranks;

/**
 * Opens Deeplearning4j's ND4J on the CPU or on a CUDA device of compute capability 3.7 to 8.9.
 *
 * <p>It computes in 32-bit or 64-bit floats; bfloat16 is refused.
 */
public final class Nd4jEngineProvider implements EngineProvider {

  @Override
  public String id() {
    return "nd4j";
  }

  @Override
  public String description() {
    return "ND4J " + NativeBackend.VERSION + " with SameDiff: CPU (oneDNN), and CUDA 11.6 to sm_89";
  }

  @Override
  public boolean builtForCuda() {
    return Nd4jDevice.CUDA_BUILD;
  }

  @Override
  public Optional<String> unavailable(String device) {
    return Nd4jDevice.named(device)
        .map(Nd4jDevice::unavailable)
        .orElse(Optional.of("the device '" + device + "' is not auto, cpu, cuda or cuda:N"));
  }

  @Override
  public Engine open(EngineOptions options) {
    Optional<String> reason =
        unavailable(options.device())
            .or(() -> refusal(options.precision()))
            .or(() -> refusal(options.ranks()));
    if (reason.isPresent()) {
      throw new EngineException(
          "the engine nd4j can't serve the device '"
              + options.device()
              + "': "
              + reason.get()
              + ".");
    }
    Nd4jDevice device = Nd4jDevice.named(options.device()).orElseThrow();
    return new Nd4jEngine(info(device, options), device);
  }

  private static Optional<String> refusal(Optional<Precision> asked) {
    return asked
        .filter(precision -> precision == Precision.BF16)
        .map(
            precision ->
                "ND4J computes no convolutions in bfloat16; ask for fp32 or use the engine torch");
  }

  private static Optional<String> refusal(Ranks ranks) {
    return ranks.count() == 1
        ? Optional.empty()
        : Optional.of(
            "ND4J computes a batch on one device, not as "
                + ranks.count()
                + " ranks; use the engine torch, or leave out 'devices'");
  }

  private EngineInfo info(Nd4jDevice device, EngineOptions options) {
    int threads =
        options.threads() > 0 ? options.threads() : Runtime.getRuntime().availableProcessors();
    String reason =
        options.precision().isPresent()
            ? "it was asked for"
            : "ND4J computes no convolutions in bfloat16";
    return new EngineInfo(
        id(),
        NativeBackend.VERSION,
        device.toString(),
        device.cuda()
            ? CudaDriver.cards().get(device.index()).name()
            : CpuFeatures.ofThisMachine().name(),
        options.precision().orElse(Precision.FP32),
        reason,
        threads,
        !device.cuda(),
        options.deviceReason());
  }
}
