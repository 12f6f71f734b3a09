package org.voxelbench.datasets.nifti;

import java.nio.file.Path;
import java.util.List;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.voxel.DoubleVoxels;
import org.voxelbench.datasets.voxel.FileVolumes;
import org.voxelbench.datasets.voxel.StoredVolumes;
import org.voxelbench.datasets.voxel.VolumeHeader;
import org.voxelbench.datasets.voxel.VoxelData;

/**
 * Reads NIfTI-1 and NIfTI-2 files: {@code .nii}, {@code .hdr} with {@code .img}, each also gzipped,
 * in both byte orders, of every integer and float type.
 *
 * <p>Shape, spacing and values are those that nibabel reads, and a geometry is ITK's. Every fault
 * is a {@link DatasetException} of one sentence that names the file; no memory is taken on the
 * header's word.
 */
public final class Nifti {

  private Nifti() {}

  /** The files of an image, by the name of any: one, or header and voxels. */
  public static List<Path> files(Path file) {
    NiftiName name = NiftiName.of(file);
    return name.single() ? List.of(file) : List.of(name.header(), name.voxels());
  }

  /** Reads the header alone. */
  public static NiftiHeader header(Path file) {
    return NiftiFile.header(file);
  }

  /** Reads the geometry of a 3D image, or of one with a single volume, without its voxels. */
  public static Geometry geometry(Path file) {
    return header(file).geometry();
  }

  /**
   * Reads the header of a file of one volume or several.
   *
   * @throws DatasetException also if the image has fewer than three axes
   */
  public static StoredVolumes open(Path file) {
    NiftiHeader header = header(file);
    VolumeHeader volumes = header.volumes();
    return new FileVolumes(volumes, header.data(Math.toIntExact(volumes.geometry().voxels())));
  }

  /** Reads an image of any number of axes. */
  public static NiftiVolume read(Path file) {
    NiftiHeader header = header(file);
    VoxelData data = header.data(header.voxels());
    DoubleVoxels doubles = new DoubleVoxels(data.room(Double.BYTES), header.voxels());
    data.stream(0, doubles);
    return new NiftiVolume(header, doubles.values());
  }

  /**
   * Reads one channel: a 3D image, or one with a single volume; NaN stays NaN.
   *
   * @throws DatasetException also for any other number of axes, and for a finite value beyond the
   *     range of floats
   */
  public static Image readImage(Path file) {
    return single(file).image(0);
  }

  /**
   * Reads a label map.
   *
   * @throws DatasetException also if a value isn't an integer of 16 bits
   */
  public static LabelMap readLabelMap(Path file) {
    return single(file).labelMap(0);
  }

  private static StoredVolumes single(Path file) {
    StoredVolumes volumes = open(file);
    volumes.header().single();
    return volumes;
  }
}
