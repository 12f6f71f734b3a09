package org.voxelbench.protocol.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Inference;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.Weights;
import org.voxelbench.protocol.ProtocolException;

/**
 * Predicts whole preprocessed cases with a sliding window, test-time mirroring and the mean over
 * the weights of several folds (nnU-Net: {@code inference/predict_from_raw_data.py}, but with
 * 32-bit sums).
 *
 * <p>Not safe for use by several threads.
 */
public final class Predictor implements AutoCloseable {

  /** Name of the forward program's input, {@code [B, C, d, h, w]}. */
  public static final String IMAGE = "image";

  /** Name of the forward program's output, {@code [B, K, d, h, w]}. */
  public static final String LOGITS = "logits";

  private final Engine engine;
  private final int[] patch;
  private final PredictorSettings settings;
  private final LogitMemory memory;
  private final List<Mirror> mirrors;
  private final float[] patchWeights;
  private final List<Inference> folds = new ArrayList<>();

  /** Prepares the network for evaluation within {@link LogitMemory#ofHeap}. */
  public Predictor(
      Engine engine,
      Program forward,
      List<Weights> folds,
      int[] patch,
      PredictorSettings settings) {
    this(engine, forward, folds, patch, settings, LogitMemory.ofHeap());
  }

  /**
   * Prepares the network for evaluation.
   *
   * @param forward maps {@link #IMAGE} to {@link #LOGITS}
   * @param folds the weights of each fold, at least one; they stay the caller's to close
   * @param patch voxels of a patch per axis, {@code [d, h, w]}
   * @param memory what a case may take
   */
  public Predictor(
      Engine engine,
      Program forward,
      List<Weights> folds,
      int[] patch,
      PredictorSettings settings,
      LogitMemory memory) {
    if (folds.isEmpty() || patch.length != 3) {
      throw new ProtocolException(
          "a predictor needs the weights of at least one fold and a patch of 3 axes, not "
              + folds.size()
              + " and "
              + Arrays.toString(patch)
              + ".");
    }
    this.engine = engine;
    this.patch = patch.clone();
    this.settings = settings;
    this.memory = memory;
    this.mirrors = Mirror.combinations(settings.mirrorAxes());
    this.patchWeights = settings.gaussian() ? GaussianWeights.of(patch) : ones(patch);
    boolean prepared = false;
    try {
      for (Weights weights : folds) {
        this.folds.add(engine.inference(forward, weights));
      }
      prepared = true;
    } finally {
      if (!prepared) {
        close();
      }
    }
  }

  private static float[] ones(int[] patch) {
    float[] ones = new float[Math.toIntExact(NdArray.size(patch))];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** Predicts a case without telling of progress. */
  public Logits predict(float[] image, int[] shape) {
    return predict(image, shape, Progress.NONE);
  }

  /**
   * Predicts a case.
   *
   * @param image {@code [C, D, H, W]} in C order
   * @param shape {@code [C, D, H, W]}
   * @return the mean over patches, mirrored copies and folds, with the image's {@code [D, H, W]};
   *     the caller closes it
   * @throws ProtocolException if a class doesn't fit into memory's largest array, the logits fit
   *     neither into memory nor on the disk, or they don't have the shape of the patch
   */
  public Logits predict(float[] image, int[] shape, Progress progress) {
    PatchReader reader = new PatchReader(image, shape);
    LogitSum.checkedVoxels(reader.shape());
    List<int[]> corners = new SlidingWindow(reader.shape(), patch, settings.step()).corners();
    PatchQueue queue = new PatchQueue(corners, mirrors, settings.batchSize());
    LogitSum sum = null;
    Logits logits = null;
    try (BatchFeed feed = new BatchFeed(queue.batches(), i -> stage(reader, queue, i))) {
      MirroredMean mean = null;
      for (int i = 0; i < queue.batches(); i++) {
        NdArray ofBatch = sumOfFolds(feed, queue.slots(i));
        if (mean == null) {
          int classes = ofBatch.shape()[1];
          sum = sum(classes, reader);
          mean = new MirroredMean(queue, patch, classes, folds.size(), sum);
        }
        mean.add(i, ofBatch.floats(), progress);
      }
      logits = sum.mean();
    } finally {
      if (logits == null && sum != null) {
        sum.close();
      }
    }
    return logits;
  }

  private LogitSum sum(int classes, PatchReader reader) {
    long ofCase = (reader.channels() + 1L) * LogitSum.checkedVoxels(reader.shape());
    long patches = settings.batchSize() + 2L;
    long ofBatch = patches * (classes + reader.channels()) * patchWeights.length;
    long elsewhere = (ofCase + ofBatch) * Float.BYTES;
    return new LogitSum(classes, reader.shape(), patch, patchWeights, memory, elsewhere);
  }

  private NdArray sumOfFolds(BatchFeed feed, int patches) {
    try (Batch batch = feed.next()) {
      NdArray sum = logits(folds.get(0).run(batch), patches);
      for (Inference fold : folds.subList(1, folds.size())) {
        float[] values = sum.floats();
        float[] more = logits(fold.run(batch), patches).floats();
        for (int i = 0; i < more.length; i++) {
          more[i] += values[i];
        }
        sum = NdArray.of(sum.shape(), more);
      }
      return sum;
    }
  }

  private Batch stage(PatchReader reader, PatchQueue queue, int index) {
    int patchValues =
        Math.toIntExact(NdArray.size(reader.channels(), patch[0], patch[1], patch[2]));
    int slots = queue.slots(index);
    float[] values = new float[Math.multiplyExact(patchValues, slots)];
    int[] previous = null;
    float[] cut = null;
    for (int slot = 0; slot < slots; slot++) {
      int[] corner = queue.corner(index, slot);
      if (corner != previous) {
        cut = reader.read(corner, patch);
        previous = corner;
      }
      queue.mirror(index, slot).add(cut, 0, values, slot * patchValues, reader.channels(), patch);
    }
    int[] batchShape = {slots, reader.channels(), patch[0], patch[1], patch[2]};
    return engine.stage(Map.of(IMAGE, NdArray.of(batchShape, values)));
  }

  private NdArray logits(Map<String, NdArray> outputs, int patches) {
    NdArray logits = outputs.get(LOGITS);
    if (logits == null) {
      throw new ProtocolException(
          "the forward program returns " + outputs.keySet() + ", not '" + LOGITS + "'.");
    }
    int[] shape = logits.shape();
    if (shape.length != 5
        || shape[0] != patches
        || !Arrays.equals(Arrays.copyOfRange(shape, 2, 5), patch)) {
      throw new ProtocolException(
          "the forward program returns '"
              + LOGITS
              + "' of shape "
              + Arrays.toString(shape)
              + " for a batch of "
              + patches
              + " patches of "
              + Arrays.toString(patch)
              + ".");
    }
    return logits;
  }

  /** Frees what was prepared. */
  @Override
  public void close() {
    folds.forEach(Inference::close);
  }
}
