package org.voxelbench.preparation.preprocess;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.volume.VoxelBox;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.raw.RawCase;
import org.voxelbench.preparation.cache.CaseProperties;

/**
 * A case read, transposed and cropped to its non-zero region, intensities as stored.
 *
 * @param channels intensities of each channel, in C order of the crop
 * @param segmentation labels; -1 where 0 and outside the non-zero region
 * @param spacing mm per voxel in transposed axes
 * @param properties what undoes it
 */
public record CroppedCase(
    List<float[]> channels, short[] segmentation, double[] spacing, CaseProperties properties) {

  /**
   * Reads a case.
   *
   * @param transpose the axis permutation
   * @param labelled whether the label map is read; else the segmentation is 0 inside the region
   * @throws BadInputException if image and labels differ in shape, or an intensity is no number
   */
  public static CroppedCase read(RawCase raw, int[] transpose, boolean labelled) {
    List<Image> images = raw.images();
    Geometry geometry = images.get(0).geometry();
    Optional<short[]> labels =
        labelled ? Optional.of(raw.labelsOnImage().labels()) : Optional.empty();
    int[] shape = AxisOrder.permute(geometry.size(), transpose);
    List<float[]> transposed = new ArrayList<>();
    for (Image image : images) {
      checkFinite(raw, image.voxels());
      transposed.add(AxisOrder.transpose(image.voxels(), geometry.size(), transpose));
    }
    NonZeroRegion region = NonZeroRegion.of(transposed, shape);
    VoxelBox box = region.box();
    short[] segmentation =
        labels
            .map(l -> box.cut(AxisOrder.transpose(l, geometry.size(), transpose), shape))
            .orElseGet(() -> new short[region.mask().length]);
    for (int i = 0; i < segmentation.length; i++) {
      if (segmentation[i] == 0 && !region.mask()[i]) {
        segmentation[i] = -1;
      }
    }
    return new CroppedCase(
        transposed.stream().map(channel -> box.cut(channel, shape)).toList(),
        segmentation,
        AxisOrder.permute(geometry.spacing(), transpose),
        new CaseProperties(
            raw.reader().storedGeometry(raw.imageFiles().get(0)),
            raw.reader().turns(),
            geometry.spacing(),
            shape,
            box));
  }

  private static void checkFinite(RawCase raw, float[] voxels) {
    for (float voxel : voxels) {
      if (!Float.isFinite(voxel)) {
        throw new BadInputException(
            "an image of case '"
                + raw.id()
                + "' ("
                + raw.imageFiles().get(0)
                + ") holds the intensity "
                + voxel
                + "; replace what is not finite.");
      }
    }
  }
}
