package org.voxelbench.training.schedule;

/** What a stretch of epochs is for. */
public enum Phase {
  /** Rising rate, meant for the decoder. */
  WARMUP_DECODER(Trainable.DECODER, true),
  /** Falling rate, meant for the decoder. */
  TRAIN_DECODER(Trainable.DECODER, false),
  /** Rising rate, all weights. */
  WARMUP_ALL(Trainable.ALL, true),
  /** Falling rate, all weights. */
  TRAIN(Trainable.ALL, false);

  private static final double EXPONENT = 0.9;

  private final Trainable trainable;
  private final boolean rising;

  Phase(Trainable trainable, boolean rising) {
    this.trainable = trainable;
    this.rising = rising;
  }

  /** Which weights it is meant to train. */
  Trainable trainable() {
    return trainable;
  }

  /** The rate's share of its peak in the given epoch of a phase of that length. */
  double share(int epoch, int length) {
    return rising ? (1.0 + epoch) / length : Math.pow(1 - (double) epoch / length, EXPONENT);
  }
}
