package org.voxelbench.preparation.cache;

import java.util.Arrays;
import org.voxelbench.base.volume.VoxelBox;
import org.voxelbench.datasets.Geometry;

/**
 * What undoes the preprocessing of a case.
 *
 * @param stored the geometry of the case's first image file
 * @param reoriented whether the reader turned the file's axes to right, anterior, superior
 * @param spacing mm per voxel as read, {@code [D, H, W]} before transposition
 * @param shapeBeforeCrop voxels after transposition
 * @param crop the box kept, in transposed axes
 */
public record CaseProperties(
    Geometry stored, boolean reoriented, double[] spacing, int[] shapeBeforeCrop, VoxelBox crop) {

  /** Copies the arrays. */
  public CaseProperties {
    spacing = spacing.clone();
    shapeBeforeCrop = shapeBeforeCrop.clone();
  }

  /** Voxels after cropping and before resampling, in transposed axes. */
  public int[] shapeAfterCrop() {
    return crop.size();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CaseProperties that
        && Arrays.equals(stored.size(), that.stored.size())
        && Arrays.equals(stored.spacing(), that.stored.spacing())
        && Arrays.deepEquals(stored.affine(), that.stored.affine())
        && reoriented == that.reoriented
        && Arrays.equals(spacing, that.spacing)
        && Arrays.equals(shapeBeforeCrop, that.shapeBeforeCrop)
        && Arrays.equals(crop.lower(), that.crop.lower())
        && Arrays.equals(crop.upper(), that.crop.upper());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(shapeBeforeCrop);
  }
}
