package org.voxelbench.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.EngineOptions;
import org.voxelbench.engine.EngineProvider;
import org.voxelbench.engine.Precision;
import org.voxelbench.engine.ranks.Ranks;

class Nd4jDeviceTest {

  private final Nd4jEngineProvider provider = new Nd4jEngineProvider();

  @Test
  void isFoundAsAService() {
    assertThat(ServiceLoader.load(EngineProvider.class))
        .extracting(EngineProvider::id)
        .containsOnlyOnce("nd4j");
  }

  @Test
  void servesTheCpuAndRefusesUnknownDevicesInWords() {
    assertThat(provider.unavailable("cpu")).isEmpty();
    for (String device : List.of("tpu", "cuda:x", "cuda:-1", "cuda:999", "")) {
      assertThat(provider.unavailable(device)).get().asString().contains("'" + device + "'");
    }
  }

  @Test
  void aMissingGpuIsToldInWords() {
    Optional<String> reason = provider.unavailable("cuda");
    assumeTrue(reason.isPresent(), "there is a GPU here that ND4J can use");
    assertThat(reason.get()).containsPattern("no CUDA device|PROFILE=nd4j-cuda|no code for sm_");
    assertThatThrownBy(() -> provider.open(new EngineOptions("cuda", Optional.empty(), 0)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining(reason.get());
  }

  private static Optional<String> unavailable(int index, boolean cudaBuild, CudaCard... cards) {
    return new Nd4jDevice(true, index).unavailable(List.of(cards), cudaBuild);
  }

  private static CudaCard card(int major, int minor) {
    return new CudaCard("a card", new ComputeCapability(major, minor));
  }

  @Test
  void aCardThatTheBuildHasNoCodeForIsToldBeforeAnythingRunsOnIt() {
    String hopper = "ND4J's CUDA 11.6 build has no code for sm_90; use engine torch";
    for (boolean cudaBuild : new boolean[] {true, false}) {
      assertThat(unavailable(0, cudaBuild, card(9, 0))).contains(hopper);
      assertThat(unavailable(0, cudaBuild, card(12, 0))).get().asString().contains("sm_120");
      assertThat(unavailable(0, cudaBuild, card(3, 5))).get().asString().contains("3.5", "3.7");
    }
  }

  @Test
  void theCardsOfItsBuildServe() {
    for (CudaCard card : List.of(card(3, 7), card(6, 0), card(7, 0), card(7, 5), card(8, 9))) {
      assertThat(unavailable(0, true, card)).isEmpty();
      assertThat(unavailable(0, false, card)).get().asString().contains("PROFILE=nd4j-cuda");
    }
    assertThat(unavailable(1, true, card(7, 0))).get().asString().contains("CUDA device 1");
  }

  @Test
  void theEngineSaysWhatItIs() {
    try (Engine engine = provider.open(new EngineOptions("cpu", Optional.empty(), 1))) {
      assertThat(engine.info().id()).isEqualTo("nd4j");
      assertThat(engine.info().device()).isEqualTo("cpu");
      assertThat(engine.info().precision()).isEqualTo(Precision.FP32);
      assertThat(engine.info().precisionReason()).contains("bfloat16");
      assertThat(engine.info().threads()).isEqualTo(1);
      assertThat(engine.info().deviceName()).isNotBlank();
    }
  }

  @Test
  void severalRanksAreRefusedInWords() {
    EngineOptions two = new EngineOptions("cpu", Optional.empty(), 1).over(Ranks.inThisProcess(2));

    assertThatThrownBy(() -> provider.open(two))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("not as 2 ranks")
        .hasMessageContaining("torch");
  }

  @Test
  void bfloat16IsRefusedInWords() {
    assertThatThrownBy(() -> provider.open(EngineOptions.cpu(Precision.BF16)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("bfloat16")
        .hasMessageContaining("torch");
  }
}
