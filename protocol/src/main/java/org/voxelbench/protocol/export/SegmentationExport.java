package org.voxelbench.protocol.export;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.Labels;
import org.voxelbench.datasets.raw.Reorientation;
import org.voxelbench.protocol.ProtocolException;
import org.voxelbench.protocol.cache.CaseProperties;
import org.voxelbench.protocol.plan.Configuration;
import org.voxelbench.protocol.plan.Plan;
import org.voxelbench.protocol.preprocess.AxisOrder;
import org.voxelbench.protocol.preprocess.Resampler;

/**
 * Turns a network's logits into a segmentation in the case's own geometry (nnU-Net: {@code
 * export_prediction.py}).
 *
 * <p>Logits are resampled, never probabilities, and one class after another, so that no more than
 * two classes are held at full resolution.
 */
public final class SegmentationExport {

  private final Plan plan;
  private final Configuration configuration;
  private final Labels labels;

  /** An export for one configuration of a plan and a data set's labels. */
  public SegmentationExport(Plan plan, Configuration configuration, Labels labels) {
    this.plan = plan;
    this.configuration = configuration;
    this.labels = labels;
  }

  /**
   * Exports a case.
   *
   * @param logits {@code [K, D, H, W]} in C order, K as {@link Labels#outputChannels}
   * @param shape {@code [D, H, W]} of the preprocessed case
   * @param properties what undoes the case's preprocessing
   */
  public LabelMap export(float[] logits, int[] shape, CaseProperties properties) {
    int voxels = shape[0] * shape[1] * shape[2];
    if (logits.length != (long) voxels * labels.outputChannels()) {
      throw new ProtocolException(
          "logits of "
              + labels.outputChannels()
              + " classes and shape "
              + Arrays.toString(shape)
              + " were given as "
              + logits.length
              + " values.");
    }
    return export(k -> Arrays.copyOfRange(logits, k * voxels, (k + 1) * voxels), shape, properties);
  }

  /**
   * Exports a case whose classes come one by one.
   *
   * @param channel gives the logits of a class, {@code [D, H, W]} in C order; asked once for each,
   *     ascending
   */
  public LabelMap export(IntFunction<float[]> channel, int[] shape, CaseProperties properties) {
    double[] spacing = AxisOrder.permute(properties.spacing(), plan.transposeForward());
    double[] planned = configuration.spacing();
    double[] current =
        planned.length == 3 ? planned : new double[] {spacing[0], planned[0], planned[1]};
    int[] cropShape = properties.shapeAfterCrop();
    Resampler resampler = Resampler.of(configuration.resampling().logits());
    IntFunction<float[]> resampled =
        k -> resampler.resample(channel.apply(k), shape, cropShape, current, spacing);
    int cropVoxels = cropShape[0] * cropShape[1] * cropShape[2];
    short[] crop =
        labels.hasRegions() ? regions(resampled, cropVoxels) : argmax(resampled, cropVoxels);
    int[] before = properties.shapeBeforeCrop();
    short[] whole = properties.crop().insertInto(before, crop);
    short[] asRead = AxisOrder.transpose(whole, before, plan.transposeBackward());
    Geometry stored = properties.stored();
    if (!properties.reoriented()) {
      return new LabelMap(stored, asRead);
    }
    Reorientation reorientation = Reorientation.of(stored);
    return reorientation.undo(new LabelMap(reorientation.turned(), asRead));
  }

  private short[] argmax(IntFunction<float[]> logits, int voxels) {
    List<Integer> values = labels.values();
    short[] best = new short[voxels];
    Arrays.fill(best, values.get(0).shortValue());
    float[] highest = finite(logits.apply(0)).clone();
    for (int k = 1; k < values.size(); k++) {
      float[] candidate = finite(logits.apply(k));
      short label = values.get(k).shortValue();
      for (int i = 0; i < voxels; i++) {
        if (candidate[i] > highest[i]) {
          highest[i] = candidate[i];
          best[i] = label;
        }
      }
    }
    return best;
  }

  private short[] regions(IntFunction<float[]> logits, int voxels) {
    short[] painted = new short[voxels];
    for (int k = 0; k < labels.outputChannels(); k++) {
      float[] region = finite(logits.apply(k));
      short label = labels.regionsClassOrder().get(k).shortValue();
      for (int i = 0; i < voxels; i++) {
        if (region[i] > 0) {
          painted[i] = label;
        }
      }
    }
    return painted;
  }

  private static float[] finite(float[] logits) {
    for (float logit : logits) {
      if (!Float.isFinite(logit)) {
        throw new ProtocolException(
            "the network's logits hold " + logit + "; its training has diverged.");
      }
    }
    return logits;
  }
}
