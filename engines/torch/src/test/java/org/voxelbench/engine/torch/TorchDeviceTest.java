package org.voxelbench.engine.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.voxelbench.engine.CpuFeatures;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.EngineOptions;
import org.voxelbench.engine.EngineProvider;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.TestDevice;
import org.voxelbench.engine.torch.cuda.CudaDevices;

class TorchDeviceTest {

  private final TorchEngineProvider provider = new TorchEngineProvider();

  @Test
  void isFoundAsAService() {
    assertThat(ServiceLoader.load(EngineProvider.class))
        .extracting(EngineProvider::id)
        .containsOnlyOnce("torch");
  }

  @Test
  void servesTheCpuAndRefusesUnknownDevicesInWords() {
    assertThat(provider.unavailable(TestDevice.CPU)).isEmpty();
    assertThat(provider.unavailable("auto")).isEmpty();
    for (String device : List.of("tpu", "cuda:x", "cuda:-1", "cuda:999", "")) {
      assertThat(provider.unavailable(device)).get().asString().contains("'" + device + "'");
    }
  }

  @Test
  void aMissingGpuIsToldInWords() {
    Optional<String> reason = provider.unavailable("cuda");
    assumeTrue(reason.isPresent(), "there is a GPU here");
    assertThat(reason.get())
        .containsPattern("PROFILE=torch-cuda|LD_LIBRARY_PATH|no CUDA device|nd4j");
    assertThatThrownBy(() -> provider.open(new EngineOptions("cuda", Optional.empty(), 0)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining(reason.get());
  }

  @Test
  void cardsOlderThanTuringAreSentToTheOtherEngine() {
    assertThat(card(7, 0).unsupported()).get().asString().contains("7.0", "7.5", "nd4j");
    assertThat(card(6, 1).unsupported()).isPresent();
    assertThat(card(7, 5).unsupported()).isEmpty();
    assertThat(card(12, 0).unsupported()).isEmpty();
  }

  private static CudaDevices.Card card(int major, int minor) {
    return new CudaDevices.Card("a card", new CudaDevices.Capability(major, minor), 1L << 34);
  }

  @Test
  void thePrecisionFollowsTheHardwareUnlessItIsAskedFor() {
    CpuFeatures plain =
        CpuFeatures.parse(List.of("model name\t: A", "flags\t\t: fpu avx2 avx512f"));
    CpuFeatures bfloat = CpuFeatures.parse(List.of("flags : fpu avx512_bf16", "model name : B"));
    CpuFeatures arm = CpuFeatures.parse(List.of("Features : fp asimd bf16"));
    assertThat(plain.name()).isEqualTo("A");
    assertThat(onCpu(Optional.empty(), plain)).isEqualTo(Precision.FP32);
    assertThat(onCpu(Optional.empty(), bfloat)).isEqualTo(Precision.BF16);
    assertThat(onCpu(Optional.empty(), arm)).isEqualTo(Precision.BF16);
    assertThat(onCpu(Optional.of(Precision.FP64), bfloat)).isEqualTo(Precision.FP64);
    assertThat(onCuda(7)).isEqualTo(Precision.FP32);
    assertThat(onCuda(9)).isEqualTo(Precision.BF16);
  }

  private static Precision onCpu(Optional<Precision> asked, CpuFeatures cpu) {
    return PrecisionChoice.onCpu(asked, cpu).precision();
  }

  private static Precision onCuda(int major) {
    return PrecisionChoice.onCuda(Optional.empty(), new CudaDevices.Capability(major, 5))
        .precision();
  }

  @Test
  void theEngineSaysWhatItIs() {
    EngineOptions options = new EngineOptions(TestDevice.NAME, Optional.empty(), 1, "of a test");
    try (Engine engine = provider.open(options)) {
      assertThat(engine.info().id()).isEqualTo("torch");
      assertThat(engine.info().device()).isEqualTo(TestDevice.NAME);
      assertThat(engine.info().deviceReason()).isEqualTo("of a test");
      assertThat(engine.info().threads()).isEqualTo(1);
      assertThat(engine.info().precisionReason()).contains("bfloat16");
      assertThat(engine.info().deviceName()).isNotBlank();
    }
  }

  @Test
  void autoKeepsWhyNoGpuServes() {
    try (Engine engine = provider.open(EngineOptions.defaults())) {
      assertThat(engine.info().deviceReason())
          .contains(provider.unavailable("cuda").orElse("it is the first GPU"));
    }
  }

  @Test
  void aCardIsToldWithItsLibraries() {
    try (Engine engine = provider.open(TestDevice.in(Precision.BF16))) {
      if (engine.info().onCpu()) {
        assertThat(engine.facts()).isEmpty();
        assertThat(engine.freeMemoryBytes()).isEmpty();
        assertThat(engine.warnings()).isEmpty();
      } else {
        assertThat(engine.facts())
            .containsOnlyKeys(
                "Compute capability", "Card memory", "NVIDIA driver", "CUDA runtime", "cuDNN");
        assertThat(engine.freeMemoryBytes().getAsLong()).isPositive();
      }
    }
  }
}
