package org.voxelbench.protocol.training;

import java.util.Locale;

/**
 * One epoch in numbers.
 *
 * @param epoch counted from 0
 * @param learningRate rate of its steps
 * @param trainLoss mean loss of its steps
 * @param validationLoss mean loss of its validation batches; NaN without validation
 * @param score mean pseudo-Dice of its validation batches; NaN where there is none
 * @param seconds wall time
 * @param waitShare share of the steps' time that was spent waiting for data, in [0, 1]
 */
public record EpochLog(
    int epoch,
    double learningRate,
    double trainLoss,
    double validationLoss,
    double score,
    double seconds,
    double waitShare) {

  /** One plain line for people. */
  public String line(int epochs) {
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT, "epoch %d/%d: rate %.2e, loss %.4f", epoch + 1, epochs, learningRate, trainLoss));
    if (!Double.isNaN(validationLoss)) {
      line.append(String.format(Locale.ROOT, ", validation %.4f", validationLoss));
    }
    if (!Double.isNaN(score)) {
      line.append(String.format(Locale.ROOT, ", pseudo-Dice %.3f", score));
    }
    return line.append(String.format(Locale.ROOT, ", %.1f s", seconds)).toString();
  }
}
