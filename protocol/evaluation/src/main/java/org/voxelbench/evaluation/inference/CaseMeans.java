package org.voxelbench.evaluation.inference;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.PatchMean;
import org.voxelbench.engine.Precision;

/**
 * Opens the mean of a case's patches where there is room: on the card if the engine has one, else
 * in the host's memory, else in a file.
 */
final class CaseMeans {

  private static final Logger LOG = LoggerFactory.getLogger(CaseMeans.class);

  /** The rest is left to batches of another size and to whoever else uses the card. */
  private static final double SHARE_OF_CARD = 0.9;

  private static final double MEBIBYTE = 1 << 20;

  private final Engine engine;
  private final LogitMemory memory;
  private final NdArray patchWeights;
  private final Consumer<String> log;
  private boolean shortageSaid;

  /**
   * For the cases of one predictor.
   *
   * @param memory what a case may take of the host's memory
   * @param patchWeights {@code [d, h, w]}
   */
  CaseMeans(Engine engine, LogitMemory memory, NdArray patchWeights) {
    this(engine, memory, patchWeights, LOG::warn);
  }

  /**
   * For the cases of one predictor.
   *
   * @param log is told of the first case for which the card's memory is short
   */
  CaseMeans(Engine engine, LogitMemory memory, NdArray patchWeights, Consumer<String> log) {
    this.engine = engine;
    this.memory = memory;
    this.patchWeights = patchWeights;
    this.log = log;
  }

  /**
   * An empty mean.
   *
   * <p>A batch was computed before, so that what a card has free is free beside the network.
   *
   * @param shape {@code [D, H, W]}
   * @param elsewhere bytes of the host's memory that the case and the batch at work take
   */
  PatchMean open(int classes, int[] shape, long elsewhere) {
    return onDevice(classes, shape, elsewhere)
        .orElseGet(() -> new LogitSum(classes, shape, patchWeights, memory, elsewhere));
  }

  private Optional<PatchMean> onDevice(int classes, int[] shape, long elsewhere) {
    int voxels = LogitSum.checkedVoxels(shape);
    OptionalLong free = engine.freeMemoryBytes();
    boolean room;
    if (free.isEmpty()) {
      room = memory.holds(classes, voxels, elsewhere);
    } else {
      boolean wide = engine.info().precision() == Precision.FP64;
      double needed = (classes + 1.0) * voxels * (wide ? Double.BYTES : Float.BYTES);
      room = needed <= free.getAsLong() * SHARE_OF_CARD;
      if (!room) {
        say(classes, shape, needed, free.getAsLong());
      }
    }
    return room ? engine.patchMean(classes, shape, patchWeights) : Optional.empty();
  }

  private void say(int classes, int[] shape, double needed, long free) {
    if (!shortageSaid) {
      shortageSaid = true;
      log.accept(
          String.format(
              Locale.ROOT,
              "The logits of %d classes and %s voxels take %.0f MiB, more than %s has to spare of"
                  + " %.0f MiB free: they are summed on the host, which takes longer.",
              classes,
              Arrays.toString(shape),
              needed / MEBIBYTE,
              engine.info().device(),
              free / MEBIBYTE));
    }
  }
}
