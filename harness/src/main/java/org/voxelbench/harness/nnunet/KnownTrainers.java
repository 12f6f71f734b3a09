package org.voxelbench.harness.nnunet;

import java.util.regex.Pattern;

/** nnU-Net's trainers that build the network which the plan states. */
final class KnownTrainers {

  /** Those of nnU-Net 2.8 but for those that put in batch norm or a transformer. */
  private static final Pattern PLAIN =
      Pattern.compile(
          "nnUNetTrainer("
              + "Benchmark_5epochs(_noDataLoading)?"
              + "|DA5(ord0|Segord0|_10epochs)?"
              + "|NoDA|NoMirroring|CosAnneal|NoDeepSupervision"
              + "|(Vanilla)?Ada[mn](1en3|3en4|1en1|CosAnneal)?"
              + "|(Dice|CE|Topk10|DiceTopK10)Loss|DiceCELoss_noSmooth|Topk10LossLS01|CELoss_5epochs"
              + "|_[0-9]+epochs?(_NoMirroring)?"
              + "|_DASegOrd0(_NoMirroring)?|_noDummy2DDA|_warmup"
              + "|_onlyMirror01(_1500ep|_DASegOrd0|_DA5)?"
              + "|_probabilisticOversampling(_[0-9]+)?"
              + ")?|nnUNet_Trainer_BS8");

  private KnownTrainers() {}

  static boolean contains(String trainer) {
    return PLAIN.matcher(trainer).matches();
  }
}
