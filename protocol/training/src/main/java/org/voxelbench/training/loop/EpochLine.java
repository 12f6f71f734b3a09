package org.voxelbench.training.loop;

import java.util.Locale;
import org.voxelbench.store.EpochRow;

/** One epoch as a plain line for people. */
final class EpochLine {

  private EpochLine() {}

  static String of(EpochRow row, int epochs) {
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "epoch %d/%d: rate %.2e, loss %.4f",
            row.epoch() + 1,
            epochs,
            row.learningRate(),
            row.trainLoss()));
    if (!Double.isNaN(row.validationLoss())) {
      line.append(String.format(Locale.ROOT, ", validation %.4f", row.validationLoss()));
    }
    if (!Double.isNaN(row.pseudoDice())) {
      line.append(String.format(Locale.ROOT, ", pseudo-Dice %.3f", row.pseudoDice()));
    }
    if (row.skippedSteps() > 0) {
      line.append(", skipped steps ").append(row.skippedSteps());
    }
    return line.append(String.format(Locale.ROOT, ", %.1f s", row.seconds())).toString();
  }
}
