package org.voxelbench.datasets.voxel;

import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;

/** One volume or several of one geometry, whose header has been read and whose voxels have not. */
public interface StoredVolumes {

  /** What the header says. */
  VolumeHeader header();

  /**
   * Voxels of a volume for which to make room before any has been read.
   *
   * @param cell bytes that a voxel will take in memory
   * @throws DatasetException if the file can't hold what its header claims, or memory can't
   */
  int room(int cell);

  /**
   * Streams the voxels of a volume, in C order of {@code [D, H, W]}.
   *
   * @throws DatasetException if the file is cut off, damaged or not readable
   */
  void stream(int volume, VoxelSink sink);

  /**
   * Reads a volume as an image; NaN stays NaN.
   *
   * @throws DatasetException also if there is no such volume, or it holds a finite value beyond the
   *     range of floats
   */
  default Image image(int volume) {
    header().check(volume);
    int voxels = Math.toIntExact(header().geometry().voxels());
    FloatVoxels floats = new FloatVoxels(header().file(), room(Float.BYTES), voxels);
    stream(volume, floats);
    return new Image(header().geometry(), floats.values());
  }

  /**
   * Reads a volume as a label map.
   *
   * @throws DatasetException also if there is no such volume, or a value isn't an integer of 16
   *     bits
   */
  default LabelMap labelMap(int volume) {
    header().check(volume);
    int voxels = Math.toIntExact(header().geometry().voxels());
    LabelVoxels labels = new LabelVoxels(header().file(), room(Short.BYTES), voxels);
    stream(volume, labels);
    return new LabelMap(header().geometry(), labels.values());
  }
}
