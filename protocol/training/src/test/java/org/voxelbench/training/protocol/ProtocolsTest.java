package org.voxelbench.training.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.voxelbench.training.protocol.ProtocolTexts.QUICK;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.base.BadInputException;

/** The shipped protocols, and the hash that tells one protocol from another. */
class ProtocolsTest {

  @Test
  void thePaperHasThePapersNumbers() {
    Protocol paper = Protocols.load("paper");

    assertThat(paper.plans().fixed().patchSize()).containsExactly(160, 160, 160);
    assertThat(paper.plans().fixed().features()).containsExactly(32, 64, 128, 256, 320, 320);
    assertThat(paper.plans().fixed().blocks()).containsExactly(1, 3, 4, 6, 6, 6);
    assertThat(paper.pretraining().batchSize()).isEqualTo(6);
    assertThat(paper.pretraining().length().steps()).isEqualTo(250_000);
    assertThat(paper.training().length().steps()).isEqualTo(250_000);
  }

  @Test
  void everyShippedProtocolReadsBackFromItsOwnText() {
    for (String name : Protocols.SHIPPED) {
      Protocol protocol = Protocols.load(name);
      Protocol again = Protocols.parse("again", Protocols.text(protocol));
      assertThat(again).as(name).isEqualTo(protocol);
      assertThat(Protocols.hash(again)).isEqualTo(Protocols.hash(protocol));
    }
  }

  /**
   * Written down from version 0.1, whose protocols stated no claims: results that were made then
   * stay comparable.
   */
  @ParameterizedTest
  @CsvSource({
    "quick, 3eb85714944b18070e2848433fb6c7ab6f7e82e23692f03dacf496e0393d574c, 9bee1b55eec6357bb031d79a6dca86dee37bf6fb7a121214992fe444cddbcd7b",
    "hippocampus, 90cd9a227b6a9bdaf43db8a236801b90df12b9a23f334dc83fdeb365f268affb, 9eb4fed7549d90c993e3973756231afaee4e3bd16f733b49716ec0f33f12ceba",
    "real-small, fc253d546aa59db3352dbcde07a20583e6ed1906dec04027bdf28adc9dab9e5c, 217d8f219b2c4137009d821070d88e2f35f39559fdf4d892ec94292597150397",
    "paper, 517a8f913bc2c1c3c8ccc08c1066edc7aa9d4242194f735058d19ad29653ab3d, 761d1e2cff6481a3472edad7bb73a6bba004bbce69784573e4e0ec87c387f612",
    "ablation-sparsification, adf1d5f1ae9ae68e8ea4d1184ed9e40828636f190cc1a5ab2e01043d9c35de66, b97c9457505191b4ebf879691f109d88fe61126797da51247ec8570f8164806e",
    "ablation-sparsification-cpu, 0643107f2ad67e37e0a351cc0b8149841cbd5167f2ec50f087814e29b5840ca9, 7878bb71a70573526f78ce986e7f88dcfeca7fa4b691a89479e2301fce0d4459",
    "ablation-mask-ratio, c39632379bbd7461d77439e1ec8c8808de163056798cd552849026c8ca9f549f, bcc151ef31b7c0cd51bc25ba25516c279c8e3981a28e10929579e05d24b1aeb9",
    "ablation-mask-ratio-cpu, 9f604fa86de8d43051235df62712b7bceb90d3052d49c30265e9e30992713a23, 6526e1762caeef7de4b004adc4251884edd9aa52c04f7a3e78a87ffa9b5b8b10",
    "ablation-adaptation, eaf5992658880c3cd41711fab377399c2da6d19c767b6e86323280f76b72c83a, af291682e8bd46962706ad1e951cdecffc3192e765575736908bfa92a3e8a02c",
    "ablation-adaptation-cpu, fa08fdd4124e38d47e667a042072a158c06cecc6ec9122f2ff9c8406b3d1a0d8, 3fa28801c1ab7dc239e114c8ea7ec21c4afb6e8368084817b5665bb183978ee7",
    "ablation-length, c51580e98ab1479833f3ee9289390b7fb53803691926a0c464ec598969e5b032, 9802c99b3e117d9762e5f6646650ef22f1110342308b3431eddb577251235c70",
    "ablation-length-cpu, a11601c2ded85aba0612ff54221a617b56908e00f00d782d501bc5e5eadab314, 1a722aa26f76e2a9c6d26e040abbf1d4b97815b13eb950f1b87b395218c07114",
  })
  void theHashesOfVersion01Stay(String name, String comparable, String whole) {
    Protocol protocol =
        Protocols.parse(
            name, ProtocolTexts.version01(name).orElseGet(() -> ProtocolTexts.silent(name)));

    assertThat(Protocols.comparabilityHash(protocol)).isEqualTo(comparable);
    assertThat(Protocols.hash(protocol)).isEqualTo(whole);
  }

  @Test
  void theHashIgnoresLayoutAndCommentsButNoValue() {
    String hash = Protocols.hash(Protocols.parse("a", QUICK));

    assertThat(
            Protocols.hash(
                Protocols.parse("b", QUICK.replace("seeds: [1]", "\n# again\nseeds:\n- 1"))))
        .isEqualTo(hash);
    assertThat(Protocols.hash(Protocols.parse("c", QUICK.replace("seeds: [1]", "seeds: [2]"))))
        .isNotEqualTo(hash);
  }

  @Test
  void anUnknownProtocolIsAnsweredWithTheList() {
    assertThatThrownBy(() -> Protocols.load("quik"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("did you mean 'quick'?")
        .hasMessageContaining("hippocampus");
  }
}
