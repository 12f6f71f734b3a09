package org.voxelbench.datasets.phantom;

import java.util.Arrays;

/** The tissues that share a voxel, and how much of it each label covers; both sum to 1. */
final class Mixture {

  private static final Tissue[] TISSUES = Tissue.values();
  private static final int LABELS = 5;

  private final double[] tissue = new double[TISSUES.length];
  private final double[] label = new double[LABELS];

  /** Leaves nothing but unlabelled air. */
  void clear() {
    Arrays.fill(tissue, 0);
    Arrays.fill(label, 0);
    tissue[Tissue.AIR.ordinal()] = 1;
    label[0] = 1;
  }

  /** Covers a share of the voxel with a tissue, over what is there. */
  void paint(Tissue paint, double share) {
    cover(tissue, paint.ordinal(), share);
  }

  /** Covers a share of the voxel with a label, over what is there. */
  void mark(int value, double share) {
    cover(label, value, share);
  }

  private static void cover(double[] shares, int index, double share) {
    if (share > 0) {
      for (int i = 0; i < shares.length; i++) {
        shares[i] *= 1 - share;
      }
      shares[index] += share;
    }
  }

  double share(Tissue of) {
    return tissue[of.ordinal()];
  }

  /** The share of brain tissue, without fluid. */
  double brain() {
    double sum = 0;
    for (int i = Tissue.GREY.ordinal(); i <= Tissue.THALAMUS.ordinal(); i++) {
      sum += tissue[i];
    }
    return sum;
  }

  /** Adds a part of another mixture. */
  void add(Mixture other, double part) {
    for (int i = 0; i < tissue.length; i++) {
      tissue[i] += part * other.tissue[i];
    }
    for (int i = 0; i < label.length; i++) {
      label[i] += part * other.label[i];
    }
  }

  /** Leaves nothing at all, to be added to. */
  void empty() {
    Arrays.fill(tissue, 0);
    Arrays.fill(label, 0);
  }

  double brightness(Contrast contrast) {
    double sum = 0;
    for (int i = 0; i < tissue.length; i++) {
      sum += tissue[i] * TISSUES[i].brightness(contrast);
    }
    return sum;
  }

  /** The label with the largest share. */
  short label() {
    int best = 0;
    for (int i = 1; i < label.length; i++) {
      best = label[i] > label[best] ? i : best;
    }
    return (short) best;
  }
}
