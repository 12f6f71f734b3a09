package org.voxelbench.evaluation.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.Batch;
import org.voxelbench.engine.Engine;
import org.voxelbench.engine.Inference;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Outputs;
import org.voxelbench.engine.PatchMean;
import org.voxelbench.engine.Program;
import org.voxelbench.engine.Weights;

/**
 * Predicts whole preprocessed cases with a sliding window, test-time mirroring and the mean over
 * the weights of several folds (nnU-Net: {@code inference/predict_from_raw_data.py}, but with
 * 32-bit sums).
 *
 * <p>Not safe for use by several threads.
 */
public final class Predictor implements AutoCloseable {

  private final Engine engine;
  private final int[] patch;
  private final PredictorSettings settings;
  private final int copies;
  private final CaseMeans means;
  private final List<Inference> folds = new ArrayList<>();

  /** Prepares the network for evaluation within {@link LogitMemory#ofHeap}. */
  public Predictor(
      Engine engine,
      Forward forward,
      List<Weights> folds,
      int[] patch,
      PredictorSettings settings) {
    this(engine, forward, folds, patch, settings, LogitMemory.ofHeap());
  }

  /**
   * Prepares the network for evaluation.
   *
   * @param folds the weights of each fold, at least one; they stay the caller's to close
   * @param patch voxels of a patch per axis, {@code [d, h, w]}
   * @param memory what a case may take
   */
  public Predictor(
      Engine engine,
      Forward forward,
      List<Weights> folds,
      int[] patch,
      PredictorSettings settings,
      LogitMemory memory) {
    if (folds.isEmpty() || patch.length != 3) {
      throw new BadInputException(
          "a predictor needs the weights of at least one fold and a patch of 3 axes, not "
              + folds.size()
              + " and "
              + Arrays.toString(patch)
              + ".");
    }
    this.engine = engine;
    this.patch = patch.clone();
    this.settings = settings;
    float[] patchWeights = settings.gaussian() ? GaussianWeights.of(patch) : ones(patch);
    this.means = new CaseMeans(engine, memory, NdArray.of(patch, patchWeights));
    List<Flip> mirrors = Flip.combinations(settings.mirrorAxes());
    this.copies = mirrors.size();
    Program program =
        new MirroredForward(forward, PatchBatches.passes(mirrors, settings.batchSize()));
    boolean prepared = false;
    try {
      for (Weights weights : folds) {
        this.folds.add(engine.inference(program, weights));
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
    return predict(image, shape, PatchListener.NONE);
  }

  /**
   * Predicts a case.
   *
   * @param image {@code [C, D, H, W]} in C order
   * @param shape {@code [C, D, H, W]}
   * @return the mean over patches, mirrored copies and folds, with the image's {@code [D, H, W]};
   *     the caller closes it
   * @throws BadInputException if a class doesn't fit into memory's largest array, the logits fit
   *     neither into memory nor on the disk, or they don't have the shape of the patch
   */
  public Logits predict(float[] image, int[] shape, PatchListener progress) {
    VolumePatches reader = new VolumePatches(image, shape);
    LogitSum.checkedVoxels(reader.shape());
    List<int[]> corners = new SlidingWindow(reader.shape(), patch, settings.step()).corners();
    PatchBatches batches = new PatchBatches(corners, copies, settings.batchSize());
    PatchMean mean = null;
    Logits logits = null;
    try (BatchFeed feed = new BatchFeed(batches.count(), i -> stage(reader, batches.corners(i)))) {
      int classes = 0;
      int done = 0;
      for (int i = 0; i < batches.count(); i++) {
        List<int[]> ofBatch = batches.corners(i);
        try (Batch batch = feed.next()) {
          for (Inference fold : folds) {
            try (Outputs outputs = fold.evaluate(batch)) {
              if (mean == null) {
                classes = outputs.shape(MirroredForward.LOGITS)[1];
                mean = means.open(classes, reader.shape(), elsewhere(classes, reader));
              }
              mean.add(outputs, MirroredForward.LOGITS, ofBatch);
            }
          }
        }
        for (int n = 0; n < ofBatch.size(); n++) {
          progress.patch(++done, corners.size());
        }
      }
      logits = new Logits(classes, reader.shape(), mean);
    } finally {
      if (logits == null && mean != null) {
        mean.close();
      }
    }
    return logits;
  }

  /** Bytes of the case and the batch at work. */
  private long elsewhere(int classes, VolumePatches reader) {
    long ofCase = (reader.channels() + 1L) * LogitSum.checkedVoxels(reader.shape());
    long patches = settings.batchSize() + 2L;
    long ofBatch = patches * (classes + reader.channels()) * NdArray.size(patch);
    return (ofCase + ofBatch) * Float.BYTES;
  }

  private Batch stage(VolumePatches reader, List<int[]> corners) {
    return engine.stage(Map.of(MirroredForward.IMAGE, reader.read(corners, patch)));
  }

  /** Frees what was prepared. */
  @Override
  public void close() {
    folds.forEach(Inference::close);
  }
}
