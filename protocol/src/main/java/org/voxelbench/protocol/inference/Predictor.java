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
  private final List<Mirror> mirrors;
  private final float[] patchWeights;
  private final List<Inference> folds = new ArrayList<>();

  /**
   * Prepares the network for evaluation.
   *
   * @param forward maps {@link #IMAGE} to {@link #LOGITS}
   * @param folds the weights of each fold, at least one; they stay the caller's to close
   * @param patch voxels of a patch per axis, {@code [d, h, w]}
   */
  public Predictor(
      Engine engine,
      Program forward,
      List<Weights> folds,
      int[] patch,
      PredictorSettings settings) {
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
   * @return the mean over patches, mirrored copies and folds, with the image's {@code [D, H, W]}
   * @throws ProtocolException if the logits don't fit into memory's largest array, are not finite,
   *     or don't have the shape of the patch
   */
  public Logits predict(float[] image, int[] shape, Progress progress) {
    PatchReader reader = new PatchReader(image, shape);
    LogitSum.checkedLength(1, reader.shape());
    List<int[]> corners = new SlidingWindow(reader.shape(), patch, settings.step()).corners();
    PatchQueue queue = new PatchQueue(corners, mirrors, settings.batchSize());
    LogitSum sum = null;
    MirroredMean mean = null;
    try (BatchFeed feed = new BatchFeed(queue.batches(), i -> stage(reader, queue, i))) {
      for (int i = 0; i < queue.batches(); i++) {
        NdArray logits = sumOfFolds(feed);
        if (mean == null) {
          int classes = logits.shape()[1];
          sum = new LogitSum(classes, reader.shape(), patch, patchWeights);
          mean = new MirroredMean(queue, patch, classes, folds.size(), sum);
        }
        mean.add(i, logits.floats(), progress);
      }
    }
    return sum.mean();
  }

  private NdArray sumOfFolds(BatchFeed feed) {
    try (Batch batch = feed.next()) {
      NdArray sum = logits(folds.get(0).run(batch));
      for (Inference fold : folds.subList(1, folds.size())) {
        float[] values = sum.floats();
        float[] more = logits(fold.run(batch)).floats();
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
    float[] values = new float[Math.multiplyExact(patchValues, settings.batchSize())];
    int[] previous = null;
    float[] cut = null;
    for (int slot = 0; slot < settings.batchSize(); slot++) {
      int[] corner = queue.corner(index, slot);
      if (corner != previous) {
        cut = reader.read(corner, patch);
        previous = corner;
      }
      queue.mirror(index, slot).add(cut, 0, values, slot * patchValues, reader.channels(), patch);
    }
    int[] batchShape = {settings.batchSize(), reader.channels(), patch[0], patch[1], patch[2]};
    return engine.stage(Map.of(IMAGE, NdArray.of(batchShape, values)));
  }

  private NdArray logits(Map<String, NdArray> outputs) {
    NdArray logits = outputs.get(LOGITS);
    if (logits == null) {
      throw new ProtocolException(
          "the forward program returns " + outputs.keySet() + ", not '" + LOGITS + "'.");
    }
    int[] shape = logits.shape();
    if (shape.length != 5
        || shape[0] != settings.batchSize()
        || !Arrays.equals(Arrays.copyOfRange(shape, 2, 5), patch)) {
      throw new ProtocolException(
          "the forward program returns '"
              + LOGITS
              + "' of shape "
              + Arrays.toString(shape)
              + " for a batch of "
              + settings.batchSize()
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
