package org.voxelbench.harness.draft;

import java.util.Map;

/** The settings of a first protocol that go by the device alone, and what its comments say. */
final class ScaleText {

  private static final Map<String, String> CPU =
      Map.ofEntries(
          Map.entry(
              "LENGTH",
              "they are short, to see results soon; nnU-Net trains 1000 epochs of 250 steps."),
          Map.entry(
              "DYNAMIC_NETWORK",
              "\n    batchSize: 2\n    features: [8, 16, 32, 64]\n    blocks: [1, 2, 2, 2]"),
          Map.entry(
              "NETWORK_WORDS",
              "A small network; nnU-Net's ResEnc-L has up to 6 stages of 32 to 320 features."),
          Map.entry("PRETRAINING_LENGTH", "{epochs: 4, iterations: 25, validationIterations: 4}"),
          Map.entry("TRAINING_LENGTH", "{epochs: 12, iterations: 25, validationIterations: 2}"),
          Map.entry("PRETRAINING_RATE", "0.02"),
          Map.entry("RATE", "0.05"),
          Map.entry("WARM_UP", "2"),
          Map.entry("OPTIMIZER", "{momentum: 0.9, weightDecay: 0.00003, clipNorm: 12}"),
          Map.entry(
              "OPTIMIZER_WORDS",
              "So short a training wants a fast optimiser: nnU-Net's has momentum 0.99 and rate 0.01."),
          Map.entry("MIRROR_AXES", "[]"),
          Map.entry(
              "MIRROR_WORDS",
              "So short a training has no time for mirror images; nnU-Net's is [0, 1, 2]."),
          Map.entry("INFERENCE", "{tileStep: 0.75, mirroring: false}"));

  private static final Map<String, String> CARD =
      Map.ofEntries(
          Map.entry("LENGTH", "nnU-Net trains 1000 epochs; these are a tenth of that and less."),
          Map.entry("DYNAMIC_NETWORK", ""),
          Map.entry(
              "NETWORK_WORDS",
              "nnU-Net's ResEnc-L, as deep as the smallest median case allows, at most 6 stages."),
          Map.entry(
              "PRETRAINING_LENGTH", "{epochs: 50, iterations: 250, validationIterations: 25}"),
          Map.entry("TRAINING_LENGTH", "{epochs: 100, iterations: 250, validationIterations: 25}"),
          Map.entry("PRETRAINING_RATE", "0.01"),
          Map.entry("RATE", "0.01"),
          Map.entry("WARM_UP", "5"),
          Map.entry("OPTIMIZER", "{momentum: 0.99, weightDecay: 0.00003, clipNorm: 12}"),
          Map.entry("OPTIMIZER_WORDS", "nnU-Net's."),
          Map.entry("MIRROR_AXES", "[0, 1, 2]"),
          Map.entry(
              "MIRROR_WORDS",
              "Leave out an axis if a label names a side, such as the left kidney."),
          Map.entry("INFERENCE", "{tileStep: 0.5, mirroring: true}"));

  private ScaleText() {}

  /** Text of each placeholder of the template. */
  static Map<String, String> of(TrainingScale scale) {
    return scale == TrainingScale.CPU ? CPU : CARD;
  }
}
