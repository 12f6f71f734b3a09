package org.voxelbench.engine.torch;

import java.util.Optional;
import org.voxelbench.engine.CpuFeatures;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.torch.cuda.CudaDevices;

/**
 * The arithmetic of an engine and why it was taken.
 *
 * @param reason in words
 */
record PrecisionChoice(Precision precision, String reason) {

  static PrecisionChoice onCpu(Optional<Precision> asked, CpuFeatures cpu) {
    return asked
        .map(PrecisionChoice::asked)
        .orElseGet(
            () ->
                cpu.multipliesBfloat16()
                    ? new PrecisionChoice(
                        Precision.BF16, "the processor multiplies bfloat16 in hardware")
                    : new PrecisionChoice(
                        Precision.FP32, "the processor has no instructions for bfloat16"));
  }

  static PrecisionChoice onCuda(Optional<Precision> asked, CudaDevices.Capability capability) {
    return asked
        .map(PrecisionChoice::asked)
        .orElseGet(
            () ->
                capability.multipliesBfloat16()
                    ? new PrecisionChoice(
                        Precision.BF16, "compute capability " + capability + " has bfloat16")
                    : new PrecisionChoice(
                        Precision.FP32, "compute capability " + capability + " has no bfloat16"));
  }

  private static PrecisionChoice asked(Precision precision) {
    return new PrecisionChoice(precision, "it was asked for");
  }
}
