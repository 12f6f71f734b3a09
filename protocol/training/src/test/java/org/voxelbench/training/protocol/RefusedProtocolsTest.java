package org.voxelbench.training.protocol;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.voxelbench.training.protocol.ProtocolTexts.QUICK;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxelbench.base.BadInputException;

/** What no protocol may say is refused by its key, in one sentence. */
class RefusedProtocolsTest {

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
  void morePreTrainingsThanSeedsAreRefused() {
    assertThatThrownBy(() -> Protocols.parse("my.yaml", "pretrainingSeeds: [1, 2]\n" + QUICK))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("pretrainingSeeds [1, 2] are more than the seeds [1]");
  }
}
