package org.voxelbench.evaluation.export;

import java.util.function.IntFunction;
import org.voxelbench.base.BadInputException;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.Labels;
import org.voxelbench.preparation.cache.CaseProperties;
import org.voxelbench.preparation.plan.Configuration;
import org.voxelbench.preparation.plan.Plan;
import org.voxelbench.preparation.preprocess.AxisOrder;
import org.voxelbench.preparation.preprocess.Resampler;

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
   * A case's segmentation and the probabilities behind it.
   *
   * @param probabilities computed when asked for, from the logits, which must still be there
   */
  public record Exported(LabelMap segmentation, Probabilities probabilities) {}

  /**
   * Exports a case.
   *
   * @param channel gives the logits of a class, {@code [D, H, W]} in C order, which are left as
   *     they are; asked once for each, ascending, for K as {@link Labels#outputChannels}
   * @param shape {@code [D, H, W]} of the preprocessed case
   * @param properties what undoes the case's preprocessing
   * @throws BadInputException if a logit is not finite
   */
  public LabelMap export(IntFunction<float[]> channel, int[] shape, CaseProperties properties) {
    return segmentation(resampled(channel, shape, properties), properties);
  }

  /**
   * Exports a case with its probabilities: the softmax of labels, the sigmoid of each region.
   *
   * <p>Outside the box that preprocessing kept, the background's probability is 1 and each region's
   * 0.
   *
   * @param channel as for {@link #export}, but asked once more for each class whose probabilities
   *     are asked
   */
  public Exported exportWithProbabilities(
      IntFunction<float[]> channel, int[] shape, CaseProperties properties) {
    IntFunction<float[]> logits = resampled(channel, shape, properties);
    IntFunction<float[]> probabilities;
    LabelMap segmentation;
    if (labels.hasRegions()) {
      segmentation = segmentation(logits, properties);
      probabilities = k -> Softmax.sigmoid(logits.apply(k));
    } else {
      Softmax softmax = new Softmax(voxels(properties));
      segmentation = segmentation(k -> softmax.note(logits.apply(k)), properties);
      probabilities = k -> softmax.of(logits.apply(k));
    }
    int[] before = properties.shapeBeforeCrop();
    IntFunction<float[]> asRead =
        k -> {
          float outside = k == 0 && !labels.hasRegions() ? 1 : 0;
          float[] whole = properties.crop().insertInto(before, probabilities.apply(k), outside);
          return AxisOrder.transpose(whole, before, plan.transposeBackward());
        };
    int[] shapeAsRead = AxisOrder.permute(before, plan.transposeBackward());
    return new Exported(
        segmentation, new Probabilities(labels.outputChannels(), shapeAsRead, asRead));
  }

  private static int voxels(CaseProperties properties) {
    int[] size = properties.shapeAfterCrop();
    return size[0] * size[1] * size[2];
  }

  private IntFunction<float[]> resampled(
      IntFunction<float[]> channel, int[] shape, CaseProperties properties) {
    double[] spacing = AxisOrder.permute(properties.spacing(), plan.transposeForward());
    double[] current = configuration.targetSpacing(spacing);
    int[] cropShape = properties.shapeAfterCrop();
    int voxels = shape[0] * shape[1] * shape[2];
    Resampler resampler = Resampler.of(configuration.resampling().logits());
    return k -> {
      float[] logits = channel.apply(k);
      if (logits.length != voxels) {
        throw new BadInputException(
            "class " + k + " was given " + logits.length + " logits for " + voxels + " voxels.");
      }
      return resampler.resample(logits, shape, cropShape, current, spacing);
    };
  }

  private LabelMap segmentation(IntFunction<float[]> logits, CaseProperties properties) {
    short[] crop = new LabelChoice(labels, 0).choose(logits, voxels(properties));
    int[] before = properties.shapeBeforeCrop();
    short[] whole = properties.crop().insertInto(before, crop);
    short[] asRead = AxisOrder.transpose(whole, before, plan.transposeBackward());
    return StoredGeometry.map(properties.stored(), properties.reoriented(), asRead);
  }
}
