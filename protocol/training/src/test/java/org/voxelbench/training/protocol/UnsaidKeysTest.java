package org.voxelbench.training.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voxelbench.training.protocol.ProtocolTexts.QUICK;
import static org.voxelbench.training.protocol.ProtocolTexts.SILENT;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.engine.Optimizer;
import org.voxelbench.preparation.plan.NetworkKind;
import org.voxelbench.preparation.plan.UNetArchitecture;
import org.voxelbench.results.NamedMean;
import org.voxelbench.training.loop.Interruption;
import org.voxelbench.training.loop.Limits;
import org.voxelbench.training.transfer.TransferScope;

/** A key that is left out has its usual value, which is then not written down. */
class UnsaidKeysTest {

  private static final String SGD = "{momentum: 0.9, weightDecay: 0.00003, clipNorm: 12}";

  @Test
  void theNameOfTheUsualOptimiserMayBeLeftOut() {
    Protocol named =
        Protocols.parse("a", QUICK.replace("{momentum: 0.9", "{name: sgd, momentum: 0.9"));

    assertThat(named).isEqualTo(Protocols.parse("b", QUICK));
    assertThat(Protocols.canonical(named)).doesNotContain("sgd");
  }

  @Test
  void thePreTrainingPlanMayNameThePlainUNet() {
    Protocol silent = Protocols.parse("a", QUICK);
    String fixed = "  fixed:\n";
    Protocol plain = Protocols.parse("b", QUICK.replace(fixed, fixed + "    network: plain\n"));
    Protocol named =
        Protocols.parse("c", QUICK.replace(fixed, fixed + "    network: residual-encoder\n"));

    UNetArchitecture architecture = UNetArchitecture.of(plain.plans().fixed().architecture());
    assertThat(architecture.kind()).isEqualTo(NetworkKind.PLAIN);
    assertThat(architecture.decoderConvs()).containsExactly(2, 2, 2);
    assertThat(Protocols.comparabilityHash(plain))
        .isNotEqualTo(Protocols.comparabilityHash(silent));
    assertThat(Protocols.parse("d", Protocols.text(plain))).isEqualTo(plain);
    assertThat(named).isEqualTo(silent);
    assertThat(Protocols.canonical(silent)).doesNotContain("\"network\"");
  }

  /** A key, what it has where nothing is said, and another value that it may have. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "schedule: warm-up | schedule: sawtooth | frozenEncoder | true | false",
        "spacing: [2.6, 2.6, 2.6] | spacing: [2.6, 2.6, 2.6] | maskNormalization | never | own",
        "spacing: [2.6, 2.6, 2.6] | spacing: [2.6, 2.6, 2.6] | batchDice | never | own",
      })
  void howReleasedCodeAdaptsIsAChoiceAndWhatIsUsualIsNotWrittenDown(
      String from, String to, String key, String usual, String other) {
    String separator = from.startsWith("spacing") ? "\n    " : ", ";
    Protocol silent = Protocols.parse("a", QUICK.replace(from, to));
    Protocol said = Protocols.parse("b", QUICK.replace(from, key + ": " + usual + separator + to));
    Protocol changed =
        Protocols.parse("c", QUICK.replace(from, key + ": " + other + separator + to));

    assertThat(said).isEqualTo(silent);
    assertThat(Protocols.canonical(silent)).doesNotContain('"' + key + '"');
    assertThat(Protocols.comparabilityHash(changed))
        .isNotEqualTo(Protocols.comparabilityHash(silent));
    assertThat(Protocols.parse("d", Protocols.text(changed))).isEqualTo(changed);
  }

  @Test
  void oneTransferForAllMethodsIsPartOfWhatIsCompared() {
    Protocol silent = Protocols.parse("a", QUICK);
    String oversampling = "  foregroundOversampling";
    Protocol shared =
        Protocols.parse("b", QUICK.replace(oversampling, "  transfer: ENCODER\n" + oversampling));

    assertThat(shared.training().transfer()).isEqualTo(TransferScope.ENCODER);
    assertThat(silent.training().transfer()).isNull();
    assertThat(Protocols.canonical(silent.training())).doesNotContain("\"transfer\"");
    assertThat(Protocols.comparabilityHash(shared))
        .isNotEqualTo(Protocols.comparabilityHash(silent));
    assertThat(Protocols.parse("c", Protocols.text(shared))).isEqualTo(shared);
    Length other = new Length(2, 3, 1);
    assertThat(shared.training().with(other).transfer()).isEqualTo(TransferScope.ENCODER);
  }

  @Test
  void adamWHasPyTorchsDefaultsAndIsPartOfWhatIsCompared() {
    Protocol silent = Protocols.parse("a", QUICK.replace(SGD, "{name: adamw}"));
    String spelt =
        "{name: adamw, betas: [0.9, 0.999], epsilon: 1.0e-8, weightDecay: 0.01, clipNorm: 12}";

    assertThat(silent.training().optimizer().rule())
        .isEqualTo(new Optimizer.AdamW(0.9, 0.999, 1e-8, 0.01, 12));
    assertThat(Protocols.parse("b", QUICK.replace(SGD, spelt))).isEqualTo(silent);
    assertThat(Protocols.canonical(silent)).contains("\"name\":\"adamw\"");
    assertThat(Protocols.parse("c", Protocols.text(silent))).isEqualTo(silent);
    assertThat(Protocols.comparabilityHash(silent))
        .isNotEqualTo(Protocols.comparabilityHash(Protocols.parse("d", QUICK)));
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

  @Test
  void halvesLengthsAndMeansAreReadAndUsualOnesAreNotWrittenDown() {
    String silent = SILENT.replaceFirst("headline: .*", "");
    Protocol usual = Protocols.parse("a", silent);
    Protocol named =
        Protocols.parse("b", silent.replace("{name: YBM,", "{name: YBM, splits: five-folds,"));
    Protocol halved =
        Protocols.parse("c", silent.replace("{name: YBM,", "{name: YBM, splits: half,"));
    String means = "headline: [YBM, D13]\nmeans: [{name: few, over: [YBM]}]\n";
    Protocol averaged = Protocols.parse("d", silent + means);

    assertThat(named).isEqualTo(usual);
    assertThat(Protocols.canonical(usual))
        .doesNotContain("splits", "\"trainingLength\"", "headline", "means");
    assertThat(halved.dataset("YBM").orElseThrow().halved()).isTrue();
    assertThat(Protocols.comparabilityHash(halved))
        .isNotEqualTo(Protocols.comparabilityHash(usual));
    assertThat(averaged.namedMeans())
        .containsExactly(
            new NamedMean("headline", List.of("YBM", "D13")), new NamedMean("few", List.of("YBM")));
    assertThat(Protocols.comparabilityHash(averaged)).isEqualTo(Protocols.comparabilityHash(usual));
    assertThat(Protocols.parse("e", Protocols.text(averaged))).isEqualTo(averaged);
    assertThat(Protocols.parse("f", Protocols.text(halved))).isEqualTo(halved);
  }

  @Test
  void seedsTakeThoseOfThePreTrainingInTurn() {
    Protocol one = Protocols.parse("q", QUICK);
    assertThat(one.pretrainingSeed(1)).isEqualTo(1);
    Protocol three = Protocols.parse("q", QUICK.replace("seeds: [1]", "seeds: [5, 6, 7]"));
    assertThat(three.seeds()).extracting(three::pretrainingSeed).containsExactly(5L, 5L, 5L);
    Protocol two =
        Protocols.parse(
            "q", QUICK.replace("seeds: [1]", "seeds: [5, 6, 7]\npretrainingSeeds: [1, 2]"));
    assertThat(two.seeds()).extracting(two::pretrainingSeed).containsExactly(1L, 2L, 1L);
    String first = QUICK.replace("seeds: [1]", "seeds: [5, 6, 7]\npretrainingSeeds: [5]");
    assertThat(Protocols.comparabilityHash(Protocols.parse("q", first)))
        .isEqualTo(Protocols.comparabilityHash(three))
        .isNotEqualTo(Protocols.comparabilityHash(three.withAPretrainingForEachSeed()));
  }
}
