package org.voxelbench.training.augment;

import java.util.Optional;
import org.voxelbench.preparation.cache.PreparedCase;
import org.voxelbench.training.patch.LoaderPatch;
import org.voxelbench.training.patch.PatchPosition;

/**
 * Reads a final patch from a case, cutting and transforming in one pass; only the voxels needed are
 * read, yet the patch is the same as if the loader's patch had been read whole.
 */
final class PatchReader {

  private final LoaderPatch patch;
  private final Interpolation interpolation;

  PatchReader(LoaderPatch patch, Interpolation interpolation) {
    this.patch = patch;
    this.interpolation = interpolation;
  }

  /**
   * Reads one patch.
   *
   * @param affine the transform; empty: the centre is cut out
   * @param beside what is read, too
   */
  Patch read(PatchPosition position, Optional<Affine> affine, LabelSource beside) {
    PreparedCase source = position.preparedCase();
    int[] size = patch.patch();
    int voxels = size[0] * size[1] * size[2];
    float[] image = new float[Math.multiplyExact(source.channels(), voxels)];
    short[] labels = new short[beside == LabelSource.NONE ? 0 : voxels];
    if (affine.isEmpty()) {
      int[] lower = shift(position.lower(), patch.centre());
      source.readImage(lower, size, image);
      beside.read(source, lower, size, labels);
    } else {
      transform(position, new SamplingGrid(patch, affine.get()), image, labels, beside);
    }
    return new Patch(image, labels, source.channels(), size);
  }

  private void transform(
      PatchPosition position,
      SamplingGrid grid,
      float[] image,
      short[] labels,
      LabelSource beside) {
    PreparedCase source = position.preparedCase();
    PatchPart box = grid.box(interpolation == Interpolation.CUBIC ? SplineImage.MARGIN : 1);
    int[] lower = shift(position.lower(), box.lower());
    float[] voxels = new float[Math.multiplyExact(source.channels(), box.voxels())];
    source.readImage(lower, box.size(), voxels);
    int length = grid.patch(2);
    SampledRow row = new SampledRow(grid, box);
    RowSource[] channels = new RowSource[source.channels()];
    for (int c = 0; c < channels.length; c++) {
      channels[c] =
          interpolation == Interpolation.CUBIC
              ? new SplineImage(grid, box, voxels, c)
              : new LinearImage(grid, box, voxels, c);
    }
    LinearLabels segmentation = null;
    if (beside != LabelSource.NONE) {
      short[] stored = new short[box.voxels()];
      beside.read(source, lower, box.size(), stored);
      segmentation = new LinearLabels(grid, box, stored);
    }
    int channelSize = grid.patch(0) * grid.patch(1) * length;
    for (int d = 0; d < grid.patch(0); d++) {
      for (int h = 0; h < grid.patch(1); h++) {
        row.moveTo(d, h);
        int at = (d * grid.patch(1) + h) * length;
        for (int c = 0; c < channels.length; c++) {
          channels[c].fill(row, image, c * channelSize + at);
        }
        if (segmentation != null) {
          segmentation.fill(row, labels, at);
        }
      }
    }
  }

  private static int[] shift(int[] corner, int[] by) {
    return new int[] {corner[0] + by[0], corner[1] + by[1], corner[2] + by[2]};
  }
}
