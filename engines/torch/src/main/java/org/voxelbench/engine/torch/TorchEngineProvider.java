package org.voxelbench.engine.torch;

import java.util.Optional;
import org.voxelbench.engine.CpuFeatures;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.EngineInfo;
import org.voxelbench.engine.EngineOptions;
import org.voxelbench.engine.EngineProvider;
import org.voxelbench.engine.torch.cuda.CudaDevices;
import org.voxelbench.engine.torch.cuda.NativeLibrary;

/**
 * Opens LibTorch on the CPU or on a CUDA device of compute capability 7.5 or newer.
 *
 * <p>The precision taken when none is asked for is bfloat16 where the device multiplies it in
 * hardware, else 32-bit floats.
 */
public final class TorchEngineProvider implements EngineProvider {

  @Override
  public String id() {
    return "torch";
  }

  @Override
  public String description() {
    return "LibTorch " + NativeLibrary.VERSION + " through JavaCPP: CPU, and CUDA 13 from sm_75";
  }

  @Override
  public boolean builtForCuda() {
    return CudaDevices.isCudaBuild();
  }

  @Override
  public Optional<String> unavailable(String device) {
    return NativeLibrary.load()
        .or(
            () ->
                TorchDevice.named(device)
                    .map(TorchDevice::unavailable)
                    .orElse(
                        Optional.of(
                            "the device '" + device + "' is not auto, cpu, cuda or cuda:N")));
  }

  @Override
  public Engine open(EngineOptions options) {
    Optional<String> reason = unavailable(options.device());
    if (reason.isPresent()) {
      throw new EngineException(
          "the engine torch can't serve the device '"
              + options.device()
              + "': "
              + reason.get()
              + ".");
    }
    TorchDevice device = TorchDevice.named(options.device()).orElseThrow();
    return new TorchEngine(device, info(device, options), options.ranks());
  }

  private EngineInfo info(TorchDevice device, EngineOptions options) {
    int threads =
        options.threads() > 0 ? options.threads() : Runtime.getRuntime().availableProcessors();
    if (device.cuda()) {
      CudaDevices.Card card = CudaDevices.Card.of(device.index());
      PrecisionChoice choice = PrecisionChoice.onCuda(options.precision(), card.capability());
      // Several backward kernels add in the order in which threads arrive.
      return info(options, device, card.name(), choice, threads, false);
    }
    CpuFeatures cpu = CpuFeatures.ofThisMachine();
    PrecisionChoice choice = PrecisionChoice.onCpu(options.precision(), cpu);
    return info(options, device, cpu.name(), choice, threads, true);
  }

  private EngineInfo info(
      EngineOptions options,
      TorchDevice device,
      String name,
      PrecisionChoice choice,
      int threads,
      boolean deterministic) {
    return new EngineInfo(
        id(),
        NativeLibrary.VERSION,
        device.toString(),
        name,
        choice.precision(),
        choice.reason(),
        threads,
        deterministic,
        deviceReason(options, device));
  }

  private static String deviceReason(EngineOptions options, TorchDevice device) {
    if (!options.device().equals("auto")) {
      return options.deviceReason();
    }
    return device.cuda()
        ? "it is the first GPU"
        : "no GPU can be used: " + CudaDevices.unavailable(0).orElse("");
  }
}
