package org.voxelbench.training.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.training.loop.Interruption;
import org.voxelbench.training.loop.Limits;

class ProtocolsTest {

  private static final String QUICK = Protocols.shippedText("quick");

  record Knobs(int blockSize, double ratio) {

    Knobs {
      if (blockSize < 1) {
        throw new BadInputException("blockSize (" + blockSize + ") must be at least 1 voxel.");
      }
    }
  }

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seeds: [1] | seed: [1] | 'seed' | did you mean 'seeds'?",
        "foregroundOversampling | foregroundOversamling | 'training.foregroundOversamling' | did you mean 'foregroundOversampling'?",
        "tileStep | titleStep | 'inference.titleStep' | did you mean 'tileStep'?",
      })
  void anUnknownKeyIsRefusedWithTheNearestValidKey(
      String from, String to, String key, String suggestion) {
    String broken = QUICK.replace(from, to);

    assertThatThrownBy(() -> Protocols.parse("my.yaml", broken))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("my.yaml")
        .hasMessageContaining(key)
        .hasMessageContaining(suggestion);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tileStep: 0.5 | tileStep: 1.5 | tileStep (1.5)",
        "tileStep: 0.5 | tileStep: half | inference.tileStep",
        "tileStep: 0.5, | | inference.tileStep",
        "seeds: [1] | seeds: [1, 1] | twice",
        "seeds: [1] | seeds: [] | seeds",
        "planner: resenc-l | planner: resenc-q | resenc-m",
        "patchSize: [32, 32, 32] | patchSize: [32, 32, 33] | multiple of 8",
        "name: PhantomTumour | name: PhantomLesions | twice",
        "momentum: 0.9, | momentum: 1, | momentum (1.0)",
        "seeds: [1] | seeds: [1 | line",
      })
  void aBadValueIsRefusedByItsKey(String from, String to, String named) {
    String broken = QUICK.replace(from, to == null ? "" : to);

    assertThatThrownBy(() -> Protocols.parse("my.yaml", broken))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("my.yaml")
        .hasMessageContaining(named)
        .hasMessageNotContaining("\n");
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
  void settingsChangeTheDefaultsAndNothingElse() {
    Knobs knobs = Protocols.settings("mae", new Knobs(16, 0.75), Map.of("blockSize", 8));

    assertThat(knobs).isEqualTo(new Knobs(8, 0.75));
  }

  @Test
  void anUnknownOrBadSettingIsRefused() {
    Knobs defaults = new Knobs(16, 0.75);

    assertThatThrownBy(() -> Protocols.settings("mae", defaults, Map.of("blocksize", 8)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'mae'")
        .hasMessageContaining("did you mean 'blockSize'?");
    assertThatThrownBy(() -> Protocols.settings("mae", defaults, Map.of("blockSize", 0)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("blockSize (0)");
    assertThatThrownBy(() -> Protocols.settings("mae", defaults, Map.of("blockSize", "big")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("blockSize");
  }

  @Test
  void anUnknownProtocolIsAnsweredWithTheList() {
    assertThatThrownBy(() -> Protocols.load("quik"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("did you mean 'quick'?")
        .hasMessageContaining("hippocampus");
  }

  @Test
  void whatMayEndARunOrHowOftenItIsSavedHasDefaultsAndIsNoPartOfWhatIsCompared() {
    Protocol silent = Protocols.parse("a", QUICK);
    String said = QUICK + "divergence: {skippedSteps: 3}\ncheckpoint: {minutes: 0.5}\n";
    Protocol outspoken = Protocols.parse("b", said);

    assertThat(Limits.of(silent, new Interruption()).divergence()).isEqualTo(new Divergence(10));
    assertThat(Limits.of(silent, new Interruption()).checkpoint()).isEqualTo(new Checkpointing(10));
    assertThat(Limits.of(outspoken, new Interruption()).divergence()).isEqualTo(new Divergence(3));
    assertThat(outspoken.checkpoint().interval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(Protocols.comparabilityHash(outspoken))
        .isEqualTo(Protocols.comparabilityHash(silent));
    assertThat(Protocols.hash(outspoken)).isNotEqualTo(Protocols.hash(silent));
    assertThat(Protocols.canonical(silent)).doesNotContain("divergence", "checkpoint");
    assertThat(Protocols.parse("c", Protocols.text(outspoken))).isEqualTo(outspoken);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "divergence: {skippedSteps: 0} | divergence.skippedSteps (0)",
        "divergence: {steps: 3} | divergence.steps",
        "divergence: {} | skippedSteps",
        "checkpoint: {minutes: -1} | checkpoint.minutes (-1.0)",
        "checkpoint: {minutes: soon} | checkpoint.minutes",
      })
  void badBoundsAreRefusedByTheirKeys(String line, String named) {
    assertThatThrownBy(() -> Protocols.parse("my.yaml", QUICK + line + "\n"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("my.yaml")
        .hasMessageContaining(named);
  }
}
