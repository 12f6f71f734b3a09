package org.voxelbench.training.protocol;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Set;
import org.voxelbench.base.BadInputException;
import org.voxelbench.training.transfer.TransferScope;

/**
 * The training on a labelled data set, the same for all methods.
 *
 * @param length how long it is
 * @param foregroundOversampling share of each batch that is centred on foreground
 * @param mirrorAxes axes that may be flipped in training and inference, of {@code [0, 1, 2]} for D,
 *     H, W
 * @param optimizer the update rule
 * @param fromScratch recipe of a random start under the data set's own plan
 * @param fromScratchFixed recipe of a random start under the pre-training plan
 * @param adapted recipe of a pre-trained start
 * @param transfer the parts that move from the weights of every pre-trained method, in place of its
 *     setting {@code transfer}; null for each method's own
 */
public record TrainingSettings(
    Length length,
    double foregroundOversampling,
    List<Integer> mirrorAxes,
    OptimizerSettings optimizer,
    Recipe fromScratch,
    Recipe fromScratchFixed,
    Recipe adapted,
    @JsonInclude(NON_NULL) TransferScope transfer) {

  public TrainingSettings {
    Checks.present("training.length", length);
    if (!(foregroundOversampling >= 0 && foregroundOversampling <= 1)) {
      throw new BadInputException(
          "training.foregroundOversampling (" + foregroundOversampling + ") must lie in [0, 1].");
    }
    Checks.present("training.mirrorAxes", mirrorAxes);
    mirrorAxes = List.copyOf(mirrorAxes);
    Checks.unique("training.mirrorAxes", mirrorAxes);
    if (!Set.of(0, 1, 2).containsAll(mirrorAxes)) {
      throw new BadInputException(
          "training.mirrorAxes " + mirrorAxes + " may hold 0, 1 and 2 only (D, H, W).");
    }
    Checks.present("training.optimizer", optimizer);
    Checks.present("training.fromScratch", fromScratch);
    Checks.present("training.fromScratchFixed", fromScratchFixed);
    Checks.present("training.adapted", adapted);
    if (transfer == TransferScope.NOTHING) {
      throw new BadInputException(
          "training.transfer (NOTHING) leaves nothing of any pre-training; give ENCODER or"
              + " ENCODER_AND_DECODER, or leave it out.");
    }
  }

  /** Of methods that each say what moves. */
  public TrainingSettings(
      Length length,
      double foregroundOversampling,
      List<Integer> mirrorAxes,
      OptimizerSettings optimizer,
      Recipe fromScratch,
      Recipe fromScratchFixed,
      Recipe adapted) {
    this(
        length,
        foregroundOversampling,
        mirrorAxes,
        optimizer,
        fromScratch,
        fromScratchFixed,
        adapted,
        null);
  }

  /** The same of another length. */
  public TrainingSettings with(Length other) {
    return new TrainingSettings(
        other,
        foregroundOversampling,
        mirrorAxes,
        optimizer,
        fromScratch,
        fromScratchFixed,
        adapted,
        transfer);
  }
}
