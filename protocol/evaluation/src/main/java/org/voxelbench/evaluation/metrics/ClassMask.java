package org.voxelbench.evaluation.metrics;

import java.util.OptionalInt;
import org.voxelbench.evaluation.surface.VoxelSet;

/** The voxels of a class in a label map, without those that the reference says to ignore. */
final class ClassMask implements VoxelSet {

  private static final int NOTHING = -1;

  private final boolean[] inside = new boolean[Short.MAX_VALUE + 1];
  private final int ignore;
  private final short[] labels;
  private final short[] reference;

  ClassMask(EvaluatedClass evaluated, OptionalInt ignore, short[] labels, short[] reference) {
    evaluated.labels().forEach(label -> inside[label] = true);
    this.ignore = ignore.orElse(NOTHING);
    this.labels = labels;
    this.reference = reference;
  }

  @Override
  public boolean contains(int voxel) {
    short label = labels[voxel];
    return label >= 0 && inside[label] && (ignore == NOTHING || reference[voxel] != ignore);
  }
}
