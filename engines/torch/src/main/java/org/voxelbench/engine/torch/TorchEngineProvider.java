package org.voxelbench.engine.torch;

import java.util.Optional;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.engine.EngineOptions;
import org.voxelbench.engine.EngineProvider;
import org.voxelbench.engine.Precision;

/** Opens LibTorch on the CPU or on a CUDA device. */
public final class TorchEngineProvider implements EngineProvider {

  private static final String VERSION = "2.10.0";

  @Override
  public String id() {
    return "torch";
  }

  @Override
  public String description() {
    return "LibTorch " + VERSION + " through JavaCPP: CPU and CUDA";
  }

  @Override
  public Optional<String> unavailable(String device) {
    if (device.equals("auto") || device.equals("cpu")) {
      return Optional.empty();
    }
    return Optional.of("this build holds LibTorch for the CPU only; build with -Ptorch-cuda");
  }

  @Override
  public Engine open(EngineOptions options) {
    unavailable(options.device())
        .ifPresent(
            reason -> {
              throw new EngineException(reason);
            });
    NativeLibrary.load();
    CpuFeatures cpu = CpuFeatures.ofThisMachine();
    boolean fast = cpu.multipliesBfloat16();
    Precision precision = options.precision().orElse(fast ? Precision.BF16 : Precision.FP32);
    String reason =
        options.precision().isPresent()
            ? "asked for"
            : fast
                ? "the processor multiplies bfloat16 in hardware"
                : "the processor has no bfloat16 instructions";
    int threads =
        options.threads() > 0 ? options.threads() : Runtime.getRuntime().availableProcessors();
    return new TorchEngine(
        new EngineInfo(id(), VERSION, "cpu", cpu.name(), precision, reason, threads, true));
  }
}
