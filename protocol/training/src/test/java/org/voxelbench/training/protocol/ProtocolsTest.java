package org.voxelbench.training.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.Optimizer;
import org.voxelbench.preparation.plan.NetworkKind;
import org.voxelbench.preparation.plan.UNetArchitecture;
import org.voxelbench.results.Claim;
import org.voxelbench.results.ClaimMeasure;
import org.voxelbench.results.NamedMean;
import org.voxelbench.results.TrainingCases;
import org.voxelbench.training.loop.Interruption;
import org.voxelbench.training.loop.Limits;
import org.voxelbench.training.transfer.TransferScope;

class ProtocolsTest {

  private static final String SGD = "{momentum: 0.9, weightDecay: 0.00003, clipNorm: 12}";
  private static final String QUICK = version01("quick").orElseThrow();

  private static final String SILENT = silent("paper-code");

  record Knobs(int blockSize, double ratio) {

    Knobs {
      if (blockSize < 1) {
        throw new BadInputException("blockSize (" + blockSize + ") must be at least 1 voxel.");
      }
    }
  }

  /** The text of a protocol as version 0.1 shipped it, if it was another one then. */
  private static Optional<String> version01(String name) {
    try (InputStream in =
        ProtocolsTest.class.getResourceAsStream("version-0.1/" + name + ".yaml")) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
    Protocol protocol = Protocols.parse(name, version01(name).orElseGet(() -> silent(name)));

    assertThat(Protocols.comparabilityHash(protocol)).isEqualTo(comparable);
    assertThat(Protocols.hash(protocol)).isEqualTo(whole);
  }

  /** A shipped protocol but for its claims, which stand at its end. */
  private static String silent(String name) {
    return Protocols.shippedText(name).replaceFirst("(?s)\nclaims:.*", "\n");
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
        "planner: resenc-l | planner: resenc-q | not 'resenc-q' (did you mean 'resenc-l'?).",
        "schedule: warm-up | schedule: WARM_UP | not 'WARM_UP' (did you mean 'warm-up'?).",
        "schedule: warm-up | schedule: ramp | training.adapted.schedule' (line 38) must be one of default, warm-up,",
        "schedule: warm-up | schedule: 1 | training.adapted.schedule",
        "schedule: warm-up | schedule: \"\" | training.adapted.schedule",
        "schedule: warm-up, | | training.schedule is missing",
        "initialization: he | initialization: hee | did you mean 'he'?",
        "zero | nought | evaluation.missingPrediction",
        "leave-out | keep | evaluation.absentClass",
        "patchSize: [32, 32, 32] | patchSize: [32, 32, 33] | multiple of 8",
        "name: PhantomTumour | name: PhantomLesions | twice",
        "PhantomTumour, folds | PhantomTumour, trainingCases: 0, folds | is no number of training cases",
        "PhantomTumour, folds | PhantomTumour, trainingCases: some, folds | is no number of training cases",
        "PhantomTumour, folds | PhantomTumour, trainingCases: unstated, folds | is no number of training cases",
        "PhantomTumour, folds | PhantomTumour, trainingCases: [4, 4], folds | names '4' twice",
        "PhantomTumour, folds | PhantomTumour, trainingCases: [2, all], rankedAt: 4, folds | rankedAt of 'PhantomTumour' is 4, but its trainingCases are [2, all]",
        "schedule: warm-up | frozenEncoder: false, schedule: warm-up | training.frozenEncoder (false) says what the decoder phases of 'valley' and 'sawtooth' train, and the schedule 'warm-up' has none before its other phases; leave it out.",
        "schedule: warm-up | frozenEncoder: true, schedule: frozen | training.frozenEncoder (true)",
        "schedule: warm-up | frozenEncoder: 1, schedule: sawtooth | training.adapted.frozenEncoder' (line 38) must be true or false.",
        "spacing: [2.6, 2.6, 2.6] | maskNormalization: masked | plans.fixed.maskNormalization' (line 19) must be one of never, own, not 'masked'.",
        "spacing: [2.6, 2.6, 2.6] | batchDice: off | plans.fixed.batchDice' (line 19) must be one of never, own.",
        "spacing: [2.6, 2.6, 2.6] | network: plane | not 'plane' (did you mean 'plain'?).",
        "momentum: 0.9, | momentum: 1, | momentum (1.0)",
        "momentum: 0.9, | name: sgdd, momentum: 0.9, | not 'sgdd' (did you mean 'sgd'?).",
        "momentum: 0.9, | name: adam, | pretraining.optimizer.name' must be one of adamw,",
        "momentum: 0.9, | name: adamw, momentum: 0.9, | unknown key 'pretraining.optimizer.momentum'; known keys: betas, clipNorm, epsilon, name, weightDecay.",
        "momentum: 0.9, | name: adamw, betas: [0.9], | optimizer.betas [0.9]",
        "momentum: 0.9, | name: adamw, betas: [0.9, 1], | optimizer.betas [0.9, 1.0]",
        "momentum: 0.9, | name: adamw, epsilon: 0, | optimizer.epsilon (0.0)",
        "momentum: 0.9, | name: sgd, momentun: 0.9, | known keys: clipNorm, momentum, name, weightDecay.",
        "{momentum: 0.9, weightDecay: 0.00003, clipNorm: 12} | sgd | pretraining.optimizer' (line 29) must be a group of keys.",
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NOTHING | training.transfer (NOTHING) leaves nothing of any pre-training; give ENCODER",
        "encoder | training.transfer' (line 33) must be one of NOTHING, ENCODER,",
      })
  void aTransferThatLeavesNothingOrIsUnknownIsRefused(String scope, String named) {
    String oversampling = "  foregroundOversampling";
    String broken = QUICK.replace(oversampling, "  transfer: " + scope + "\n" + oversampling);
    assertThatThrownBy(() -> Protocols.parse("my.yaml", broken))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("my.yaml")
        .hasMessageContaining(named);
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

  @Test
  void claimsAreReadWithTheirDefaults() {
    Protocol claiming =
        Protocols.parse("my.yaml", SILENT + "claims: [{better: mae, than: [voco, simclr]}]");

    assertThat(claiming.claims())
        .containsExactly(
            new Claim(
                "", List.of("mae"), List.of("voco", "simclr"), "test", 0.0, ClaimMeasure.DICE));
  }

  @Test
  void claimsLeaveResultsComparable() {
    Protocol silent = Protocols.parse("my.yaml", SILENT);
    Protocol claiming =
        Protocols.parse("my.yaml", SILENT + "claims: [{better: mae, than: voco, by: 0.5}]");

    assertThat(Protocols.comparabilityHash(claiming))
        .isEqualTo(Protocols.comparabilityHash(silent));
    assertThat(Protocols.hash(claiming)).isNotEqualTo(Protocols.hash(silent));
    assertThat(Protocols.canonical(silent)).doesNotContain("claims");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "better: meae, than: voco | names 'meae', which is no method of the protocol (did you mean 'mae'?)",
        "better: mae, than: [voco, vocco] | names 'vocco', which is no method of the protocol (did you mean 'voco'?)",
        "better: mae, than: voco, over: HaN-Sag | names 'HaN-Sag', which is no data set of the protocol (did you mean 'HaN-Seg'?)",
        "better: mae, than: mae | better than itself",
        "better: mae | claims.than is missing",
        "better: mae, than: voco, by: -1 | claims.by (-1.0) must be 0 or more",
        "better: mae, than: voco, by: 1.5, in: wins | whole number",
        "better: mae, than: voco, by: 14, in: wins | more data sets than there are",
        "better: mae, than: voco, in: dices | did you mean 'dice'?",
        "better: mae, than: voco, bye: 1 | did you mean 'by'?",
      })
  void aClaimThatCanNeverBeAnsweredIsRefused(String claim, String named) {
    assertThatThrownBy(() -> Protocols.parse("my.yaml", SILENT + "claims: [{" + claim + "}]"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(named)
        .hasMessageNotContaining("\n");
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "headline: [YBM, YBN] | the mean 'headline' names 'YBN', which is no data set of the protocol (did you mean 'YBM'?)",
        "headline: [] | the mean 'headline' is over []; name at least one data set",
        "headline: [YBM, YBM] | name at least one data set, each once",
        "headline: YBM | headline",
        "means: [{name: test, over: [YBM]}] | means.name (test)",
        "means: [{name: Few, over: [YBM]}] | means.name (Few)",
        "means: [{name: few}] | means.over of 'few' is missing",
        "means: [{name: few, over: [YBM]}, {name: few, over: [D13]}] | means names 'few' twice",
        "means: [{name: few, ower: [YBM]}] | did you mean 'over'?",
        "claims: [{better: mae, than: voco, over: few}] | names 'few', which is no data set",
      })
  void badMeansAreRefusedByTheirNames(String line, String named) {
    String silent = SILENT.replaceFirst("headline: .*", "");

    assertThatThrownBy(() -> Protocols.parse("my.yaml", silent + line + "\n"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("my.yaml")
        .hasMessageContaining(named);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "splits: half, folds: [1] | datasets.folds of 'YBM' is [1], but 'splits: half' makes one split; give [0].",
        "splits: halves, folds: [0] | five-folds",
      })
  void halvesHaveOneFold(String keys, String named) {
    assertThatThrownBy(
            () ->
                Protocols.parse(
                    "my.yaml", SILENT.replace("{name: YBM, folds: [0]", "{name: YBM, " + keys)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(named);
  }

  @Test
  void aClaimMayBeOverAMean() {
    String claim = "claims: [{better: mae, than: voco, over: headline, by: 11, in: wins}]";

    assertThat(Protocols.parse("a", SILENT + claim).claims().get(0).over()).isEqualTo("headline");
    assertThatThrownBy(() -> Protocols.parse("b", SILENT + claim.replace("11", "12")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("more data sets than there are over: headline; give at most 11.");
  }

  private static DatasetEntry tumour(String keys) {
    return Protocols.parse(
            "q", QUICK.replace("{name: PhantomTumour,", "{name: PhantomTumour, " + keys))
        .datasets()
        .get(1);
  }

  @Test
  void trainingCasesAreOneNumberOrSeveralAndRankedAtTheLargest() {
    assertThat(tumour("").sizes()).containsExactly(TrainingCases.ALL);
    assertThat(tumour("").ranked()).isEqualTo(TrainingCases.ALL);
    assertThat(tumour("trainingCases: 8,").sizes()).containsExactly(TrainingCases.of(8));
    DatasetEntry several = tumour("trainingCases: [all, 16, 4],");
    assertThat(several.sizes())
        .containsExactly(TrainingCases.of(4), TrainingCases.of(16), TrainingCases.ALL);
    assertThat(several.ranked()).isEqualTo(TrainingCases.ALL);
    assertThat(tumour("trainingCases: [4, all], rankedAt: 4,").ranked())
        .isEqualTo(TrainingCases.of(4));
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

  @Test
  void morePreTrainingsThanSeedsAreRefused() {
    assertThatThrownBy(() -> Protocols.parse("my.yaml", "pretrainingSeeds: [1, 2]\n" + QUICK))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("pretrainingSeeds [1, 2] are more than the seeds [1]");
  }
}
