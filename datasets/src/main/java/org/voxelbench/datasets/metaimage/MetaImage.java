package org.voxelbench.datasets.metaimage;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.voxel.DataFiles;
import org.voxelbench.datasets.voxel.FileVolumes;
import org.voxelbench.datasets.voxel.LpsGeometry;
import org.voxelbench.datasets.voxel.Packing;
import org.voxelbench.datasets.voxel.Room;
import org.voxelbench.datasets.voxel.StoredBytes;
import org.voxelbench.datasets.voxel.StoredVolumes;
import org.voxelbench.datasets.voxel.VolumeHeader;
import org.voxelbench.datasets.voxel.VoxelData;
import org.voxelbench.datasets.voxel.VoxelType;

/**
 * Reads MetaImage files: {@code .mha} with the voxels behind the header, {@code .mhd} with files
 * beside it, compressed or not, in either byte order or as text.
 *
 * <p>As ITK, it takes the place of voxels from {@code TransformMatrix}, {@code Offset} and {@code
 * ElementSpacing} alone and leaves {@code AnatomicalOrientation} and the intensity function aside.
 * Components and further axes count volumes.
 */
public final class MetaImage {

  private static final int MOST_AXES = 10;
  private static final int GZIP_MAGIC = 0x1f;

  private MetaImage() {}

  /** The files of an image: one, or the header and its voxels. */
  public static List<Path> files(Path file) {
    MetaFields fields = MetaFields.read(file);
    List<Path> files = new ArrayList<>(List.of(file));
    if (!isLocal(fields)) {
      files.addAll(dataFiles(fields));
    }
    return files;
  }

  /**
   * Reads a header.
   *
   * @throws DatasetException if it is missing or damaged, or not that of volumes of real numbers
   */
  public static StoredVolumes open(Path file) {
    MetaFields fields = MetaFields.read(file);
    long[] shape = shape(fields);
    long channels = fields.integer("ElementNumberOfChannels", 1);
    int voxels = voxels(fields, shape, channels);
    if (channels > 1 && shape.length > 3) {
      throw fields.fault(
          "has "
              + channels
              + " channels and the shape "
              + VolumeHeader.words(shape)
              + ", expected one or the other");
    }
    Geometry geometry = geometry(fields, shape);
    int volumes = Math.toIntExact(voxels / geometry.voxels());
    VolumeHeader header =
        new VolumeHeader(
            file,
            MetaFields.FORMAT,
            withChannels(shape, channels),
            geometry,
            volumes,
            VolumeHeader.inFileOrder(geometry.spacing()),
            "ElementSpacing");
    return new FileVolumes(header, data(fields, volumes, voxels / volumes, channels > 1));
  }

  private static long[] withChannels(long[] shape, long channels) {
    if (channels == 1) {
      return shape;
    }
    long[] all = Arrays.copyOf(shape, shape.length + 1);
    all[shape.length] = channels;
    return all;
  }

  private static long[] shape(MetaFields fields) {
    fields.required("NDims");
    long axes = fields.integer("NDims", 0);
    if (axes < 1 || axes > MOST_AXES) {
      throw fields.fault("counts " + axes + " axes (NDims), expected 1 to " + MOST_AXES);
    }
    long[] shape = fields.integers("DimSize", (int) axes);
    if (axes < 3) {
      throw VolumeHeader.tooFlat(fields.file(), MetaFields.FORMAT, shape);
    }
    return shape;
  }

  /** Values in all. */
  private static int voxels(MetaFields fields, long[] shape, long channels) {
    long voxels = 1;
    for (long size : withChannels(shape, channels)) {
      if (size < 1) {
        throw fields.fault(
            "has an axis of "
                + size
                + " voxels (DimSize, ElementNumberOfChannels), expected at"
                + " least 1");
      }
      if (size > Integer.MAX_VALUE || voxels * size > Room.LONGEST_ARRAY) {
        throw fields.fault(
            "is of shape "
                + VolumeHeader.words(shape)
                + " (DimSize), which is more than "
                + Room.LONGEST_ARRAY
                + " voxels; crop it or sample it down");
      }
      voxels *= size;
    }
    return (int) voxels;
  }

  private static Geometry geometry(MetaFields fields, long[] shape) {
    int axes = shape.length;
    double[] spacing =
        fields.numbers(axes, "ElementSpacing", "ElementSize").orElseGet(() -> ones(axes));
    double[] origin =
        fields.numbers(axes, "Offset", "Position", "Origin").orElseGet(() -> new double[axes]);
    double[] matrix =
        fields
            .numbers(axes * axes, "TransformMatrix", "Rotation", "Orientation")
            .orElseGet(() -> identity(axes));
    int[] size = new int[3];
    double[][] steps = new double[3][3];
    for (int axis = 0; axis < 3; axis++) {
      size[axis] = (int) shape[axis];
      for (int row = 0; row < 3; row++) {
        steps[axis][row] = matrix[axis * axes + row] * spacing[axis];
      }
    }
    return LpsGeometry.of(fields.file(), "ElementSpacing", size, steps, Arrays.copyOf(origin, 3));
  }

  private static double[] ones(int axes) {
    double[] ones = new double[axes];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static double[] identity(int axes) {
    double[] matrix = new double[axes * axes];
    for (int axis = 0; axis < axes; axis++) {
      matrix[axis * (axes + 1)] = 1;
    }
    return matrix;
  }

  private static boolean isLocal(MetaFields fields) {
    return fields.required(MetaFields.DATA_FILE).equalsIgnoreCase("LOCAL");
  }

  private static List<Path> dataFiles(MetaFields fields) {
    DataFiles named = new DataFiles(fields.file(), MetaFields.DATA_FILE);
    return fields.isList()
        ? named.listed(fields.listed())
        : named.named(fields.required(MetaFields.DATA_FILE));
  }

  private static VoxelData data(MetaFields fields, int volumes, int voxels, boolean isInterleaved) {
    List<Path> files = isLocal(fields) ? List.of(fields.file()) : dataFiles(fields);
    long values = (long) voxels * volumes;
    if (values % files.size() != 0) {
      throw fields.fault("has " + files.size() + " files for " + values + " voxels");
    }
    VoxelType type = type(fields);
    long start = start(fields, files.get(0), values / files.size() * type.bytes());
    return new VoxelData(
        files,
        start,
        packing(fields, files.get(0), start),
        0,
        type,
        isBigEndian(fields) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
        voxels,
        volumes,
        isInterleaved ? 1 : voxels,
        1,
        0);
  }

  private static VoxelType type(MetaFields fields) {
    String name = fields.required("ElementType");
    return MetaType.named(name)
        .orElseThrow(
            () ->
                fields.fault(
                    "holds voxels of the type '" + name + "', expected integers or floats"));
  }

  private static boolean isBigEndian(MetaFields fields) {
    return fields.isTrue("BinaryDataByteOrderMSB", "ElementByteOrderMSB");
  }

  /** A header size of -1 says that the voxels end the file. */
  private static long start(MetaFields fields, Path first, long bytes) {
    long given = fields.integer("HeaderSize", 0);
    if (given == -1 && !fields.isTrue("CompressedData")) {
      given = StoredBytes.size(first) - bytes;
    }
    if (given < 0 || given > StoredBytes.size(first)) {
      throw fields.fault(
          "puts the voxels at byte " + given + " (HeaderSize), which lies outside the file");
    }
    return given == 0 && isLocal(fields) ? fields.bytes() : given;
  }

  private static Packing packing(MetaFields fields, Path first, long start) {
    if (fields.isTrue("CompressedData")) {
      int magic = StoredBytes.reading(first, start, Packing.NONE, in -> in.read());
      return magic == GZIP_MAGIC ? Packing.GZIP : Packing.ZLIB;
    }
    return fields.text("BinaryData").isPresent() && !fields.isTrue("BinaryData")
        ? Packing.TEXT
        : Packing.NONE;
  }
}
