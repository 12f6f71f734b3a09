package org.voxelbench.training.loss;

import static java.util.Comparator.comparing;

import java.util.List;
import org.voxelbench.datasets.Labels;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Ops;
import org.voxelbench.engine.Tensor;

/**
 * What a network is to segment: exclusive classes, or regions that may overlap.
 *
 * <p>Everything here takes the labels as a class map {@code [N, 1, D, H, W]}.
 *
 * @param labels labels, regions and ignore label of the data set
 */
public record SegmentationTask(Labels labels) {

  /** Channels of the logits. */
  public int outputChannels() {
    return labels.outputChannels();
  }

  /** The number of foreground classes (in ascending order) or regions (in the file's order). */
  public int foreground() {
    return labels.hasRegions() ? outputChannels() : outputChannels() - 1;
  }

  /** Their names, in that order. */
  public List<String> foregroundNames() {
    List<String> names = labels.foregroundNames();
    return labels.hasRegions()
        ? names
        : names.stream().sorted(comparing(name -> labels.entries().get(name).get(0))).toList();
  }

  /** nnU-Net's loss: Dice with cross-entropy for classes, with binary cross-entropy for regions. */
  public SegmentationLoss loss(boolean batchDice) {
    if (!labels.hasRegions()) {
      return new DiceCrossEntropy(
          outputChannels(), labels.ignoreLabel(), batchDice, false, SegmentationLoss.SMOOTH);
    }
    SegmentationLoss regions =
        new DiceBinaryCrossEntropy(
            labels.ignoreLabel().isPresent(), batchDice, SegmentationLoss.SMOOTH);
    return (ops, logits, classMap) -> regions.of(ops, logits, regions(ops, classMap));
  }

  /**
   * The regions of a class map as {@code [N, R, D, H, W]} of 0 and 1; a last channel follows for
   * the ignore label, if there is one.
   */
  Tensor regions(Ops ops, Tensor classMap) {
    List<List<Integer>> regions = labels.foreground();
    int channels = regions.size() + (labels.ignoreLabel().isPresent() ? 1 : 0);
    int values = labels.values().size() + (labels.ignoreLabel().isPresent() ? 1 : 0);
    float[] membership = new float[channels * values];
    for (int region = 0; region < regions.size(); region++) {
      for (int label : regions.get(region)) {
        membership[region * values + label] = 1;
      }
    }
    labels.ignoreLabel().ifPresent(label -> membership[(channels - 1) * values + label] = 1);
    // A sum over labels per region is a 1x1x1 convolution; its values 0 and 1 are always exact.
    Tensor kernel = ops.constant(NdArray.of(new int[] {channels, values, 1, 1, 1}, membership));
    Tensor oneHot = ops.oneHot(ops.fullPrecision(classMap), values);
    return ops.fullPrecision(ops.conv3d(oneHot, kernel, null, new int[] {1, 1, 1}, new int[3]));
  }

  /** The hard decision of the logits about every foreground class or region, 0 or 1. */
  Tensor decisions(Ops ops, Tensor logits) {
    if (labels.hasRegions()) {
      Tensor notPositive = ops.equal(ops.min(logits, ops.scalar(0)), logits);
      return ops.add(ops.neg(notPositive), 1);
    }
    return ops.oneHot(ops.add(ops.argmax(logits, 1), -1), foreground());
  }

  /** The reference of every foreground class or region, 0 or 1; 0 where there is no annotation. */
  Tensor references(Ops ops, Tensor classMap) {
    if (labels.hasRegions()) {
      return ops.slice(regions(ops, classMap), 1, 0, foreground());
    }
    return ops.oneHot(ops.add(ops.fullPrecision(classMap), -1), foreground());
  }
}
