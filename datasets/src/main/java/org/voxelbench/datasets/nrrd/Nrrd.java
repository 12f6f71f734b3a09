package org.voxelbench.datasets.nrrd;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.voxel.DataFiles;
import org.voxelbench.datasets.voxel.FileVolumes;
import org.voxelbench.datasets.voxel.Packing;
import org.voxelbench.datasets.voxel.StoredBytes;
import org.voxelbench.datasets.voxel.StoredVolumes;
import org.voxelbench.datasets.voxel.VolumeHeader;
import org.voxelbench.datasets.voxel.VoxelData;
import org.voxelbench.datasets.voxel.VoxelType;

/**
 * Reads NRRD files of the versions 1 to 5: raw, gzipped or as text, in either byte order, with the
 * voxels behind the header or in files of their own.
 *
 * <p>An axis that isn't in space, such as one of components or of Slicer's layers of segments,
 * counts volumes. Voxels in files of their own lie in the header's folder or below.
 */
public final class Nrrd {

  private Nrrd() {}

  /** The files of an image: one, or the header and its voxels. */
  public static List<Path> files(Path file) {
    NrrdFields fields = NrrdFields.read(file);
    List<Path> files = new ArrayList<>(List.of(file));
    if (isDetached(fields)) {
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
    NrrdFields fields = NrrdFields.read(file);
    NrrdSpace space = new NrrdSpace(fields, NrrdAxes.count(fields));
    NrrdAxes axes = NrrdAxes.of(fields, space.directions());
    Geometry geometry = space.geometry(axes);
    VolumeHeader header =
        new VolumeHeader(
            file,
            NrrdFields.FORMAT,
            axes.size(),
            geometry,
            axes.volumes(),
            VolumeHeader.inFileOrder(geometry.spacing()),
            "space directions");
    return new FileVolumes(header, data(fields, axes));
  }

  private static VoxelData data(NrrdFields fields, NrrdAxes axes) {
    List<Path> files = isDetached(fields) ? dataFiles(fields) : List.of(fields.file());
    VoxelType type = type(fields);
    Packing packing = packing(fields);
    long values = (long) axes.voxels() * axes.volumes();
    if (values % files.size() != 0) {
      throw fields.fault("has " + files.size() + " files for " + values + " voxels");
    }
    long start = start(fields, files.get(0));
    long skip = fields.integer("byte skip").orElse(0L);
    if (skip == -1 && packing == Packing.NONE) {
      skip = StoredBytes.size(files.get(0)) - start - values / files.size() * type.bytes();
    }
    if (skip < 0 || skip > Integer.MAX_VALUE) {
      throw fields.fault(
          "leaves out " + skip + " bytes before the voxels (byte skip), more than there are");
    }
    return new VoxelData(
        files,
        start,
        packing,
        skip,
        type,
        order(fields, type, packing),
        axes.voxels(),
        axes.volumes(),
        axes.run(),
        1,
        0);
  }

  private static boolean isDetached(NrrdFields fields) {
    return fields.text(NrrdFields.DATA_FILE).isPresent();
  }

  private static List<Path> dataFiles(NrrdFields fields) {
    DataFiles named = new DataFiles(fields.file(), NrrdFields.DATA_FILE);
    return fields.isList()
        ? named.listed(fields.listed())
        : named.named(fields.required(NrrdFields.DATA_FILE));
  }

  /** Where packed voxels begin: behind the header and the lines that are to be left out. */
  private static long start(NrrdFields fields, Path first) {
    long start = isDetached(fields) ? 0 : fields.bytes();
    long lines = fields.integer("line skip").orElse(0L);
    if (lines < 0) {
      throw fields.fault("leaves out " + lines + " lines (line skip), expected at least 0");
    }
    return lines == 0
        ? start
        : StoredBytes.reading(
            first,
            start,
            Packing.NONE,
            in -> {
              long at = start;
              for (long left = lines; left > 0; at++) {
                int next = in.read();
                if (next < 0) {
                  throw fields.fault(
                      "leaves out " + lines + " lines (line skip), more than there are");
                }
                left -= next == '\n' ? 1 : 0;
              }
              return at;
            });
  }

  private static VoxelType type(NrrdFields fields) {
    String name = fields.required("type");
    return NrrdType.named(name)
        .orElseThrow(
            () ->
                fields.fault(
                    "holds voxels of the type '" + name + "', expected integers or floats"));
  }

  private static Packing packing(NrrdFields fields) {
    String encoding = fields.required("encoding");
    return switch (encoding.toLowerCase(Locale.ROOT)) {
      case "raw" -> Packing.NONE;
      case "gz", "gzip" -> Packing.GZIP;
      case "txt", "text", "ascii" -> Packing.TEXT;
      case "bz2", "bzip2", "hex" ->
          throw fields.fault(
              "says that the voxels are packed by "
                  + encoding
                  + ", which isn't read; save them raw or by gzip");
      default ->
          throw fields.fault("names the encoding '" + encoding + "', expected raw, gzip or text");
    };
  }

  private static ByteOrder order(NrrdFields fields, VoxelType type, Packing packing) {
    String endian = fields.text("endian").orElse("").toLowerCase(Locale.ROOT);
    return switch (endian) {
      case "little" -> ByteOrder.LITTLE_ENDIAN;
      case "big" -> ByteOrder.BIG_ENDIAN;
      default -> {
        if (endian.isEmpty() && (type.bytes() == 1 || packing == Packing.TEXT)) {
          yield ByteOrder.LITTLE_ENDIAN;
        }
        throw fields.fault("has '" + endian + "' under 'endian', expected little or big");
      }
    };
  }
}
