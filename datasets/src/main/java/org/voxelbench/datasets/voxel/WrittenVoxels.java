package org.voxelbench.datasets.voxel;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;
import org.voxelbench.datasets.Labels;

/** A volume and the type in which its voxels are written, little-endian. */
public final class WrittenVoxels {

  private static final int CHUNK = 8192;
  private static final int FOREGROUND_LABELS_OF_16_BITS = 255;

  private final Geometry geometry;
  private final VoxelType type;
  private final Values values;

  private WrittenVoxels(Geometry geometry, VoxelType type, Values values) {
    this.geometry = geometry;
    this.type = type;
    this.values = values;
  }

  private interface Values {
    double at(int voxel);
  }

  /** An image, as 32-bit floats. */
  public static WrittenVoxels of(Image image) {
    float[] voxels = image.voxels();
    return new WrittenVoxels(image.geometry(), VoxelType.FLOAT32, voxel -> voxels[voxel]);
  }

  /** A label map, as unsigned bytes where the labels fit, else as 16-bit integers. */
  public static WrittenVoxels of(LabelMap map) {
    short[] labels = map.labels();
    boolean small = true;
    for (short label : labels) {
      small &= label >= 0 && label <= 255;
    }
    VoxelType type = small ? VoxelType.UINT8 : VoxelType.INT16;
    return new WrittenVoxels(map.geometry(), type, voxel -> labels[voxel]);
  }

  /**
   * A segmentation as nnU-Net writes it: as unsigned bytes where the data set has fewer than 255
   * foreground labels, else as unsigned 16-bit integers (nnU-Net: {@code export_prediction.py}).
   *
   * @param file where it will lie, for the error
   * @throws DatasetException if the map holds a label that is not the data set's
   */
  public static WrittenVoxels of(Path file, LabelMap map, Labels labels) {
    short[] values = map.labels();
    int highest = labels.values().size() - 1;
    for (short value : values) {
      if (value < 0 || value > highest) {
        throw new DatasetException(
            file + ": the label " + value + " is none of the data set's, 0 to " + highest + ".");
      }
    }
    VoxelType type = highest < FOREGROUND_LABELS_OF_16_BITS ? VoxelType.UINT8 : VoxelType.UINT16;
    return new WrittenVoxels(map.geometry(), type, voxel -> values[voxel]);
  }

  /** Where the volume lies. */
  public Geometry geometry() {
    return geometry;
  }

  /** The type of its voxels. */
  public VoxelType type() {
    return type;
  }

  /** Writes the voxels, W fastest. */
  public void writeTo(OutputStream out) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    int voxels = Math.toIntExact(geometry.voxels());
    for (int voxel = 0; voxel < voxels; ) {
      buffer.clear();
      for (int end = Math.min(voxel + CHUNK, voxels); voxel < end; voxel++) {
        type.encode(buffer, values.at(voxel));
      }
      out.write(buffer.array(), 0, buffer.position());
    }
  }
}
