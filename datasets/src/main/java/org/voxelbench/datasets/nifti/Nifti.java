package org.voxelbench.datasets.nifti;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.Image;
import org.voxelbench.datasets.LabelMap;

/**
 * Reads NIfTI-1 and NIfTI-2 files: {@code .nii}, {@code .hdr} with {@code .img}, each also gzipped,
 * in both byte orders, of every integer and float type.
 *
 * <p>Shape, spacing, affine and values are those that nibabel reads. Every fault is a {@link
 * DatasetException} of one sentence that names the file; no memory is taken on the header's word.
 */
public final class Nifti {

  /** Rounding that a scale factor may leave on an integer. */
  private static final double INTEGER_TOLERANCE = 1e-4;

  private Nifti() {}

  /** The files of an image, by the name of any: one, or header and voxels. */
  public static List<Path> files(Path file) {
    NiftiName name = NiftiName.of(file);
    return name.single() ? List.of(file) : List.of(name.header(), name.voxels());
  }

  /** Reads the header alone. */
  public static NiftiHeader header(Path file) {
    return VoxelStream.header(file);
  }

  /** Reads the geometry of a 3D image, or of one with a single volume, without its voxels. */
  public static Geometry geometry(Path file) {
    return header(file).geometry();
  }

  /** Reads an image of any number of axes. */
  public static NiftiVolume read(Path file) {
    NiftiHeader header = header(file);
    Doubles doubles = new Doubles(VoxelStream.roomFor(header, Double.BYTES), header.voxels());
    VoxelStream.voxels(header, doubles);
    return new NiftiVolume(header, doubles.values);
  }

  /**
   * Reads one channel: a 3D image, or one with a single volume; NaN stays NaN.
   *
   * @throws DatasetException also for any other number of axes, and for a finite value beyond the
   *     range of floats
   */
  public static Image readImage(Path file) {
    NiftiHeader header = header(file);
    Geometry geometry = header.geometry();
    Floats floats = new Floats(file, VoxelStream.roomFor(header, Float.BYTES), header.voxels());
    VoxelStream.voxels(header, floats);
    return new Image(geometry, floats.values);
  }

  /**
   * Reads a label map.
   *
   * @throws DatasetException also if a value isn't an integer of 16 bits
   */
  public static LabelMap readLabelMap(Path file) {
    NiftiHeader header = header(file);
    Geometry geometry = header.geometry();
    Shorts shorts = new Shorts(file, VoxelStream.roomFor(header, Short.BYTES), header.voxels());
    VoxelStream.voxels(header, shorts);
    return new LabelMap(geometry, shorts.values);
  }

  /** Doubles the room, up to what is wanted. */
  private static int grown(int room, int wanted) {
    return (int) Math.min(wanted, 2L * room);
  }

  private static final class Doubles implements VoxelStream.Sink {
    private final int wanted;
    private double[] values;
    private int filled;

    Doubles(int room, int wanted) {
      this.values = new double[room];
      this.wanted = wanted;
    }

    @Override
    public void accept(double[] chunk, int count) {
      while (filled + count > values.length) {
        values = Arrays.copyOf(values, grown(values.length, wanted));
      }
      System.arraycopy(chunk, 0, values, filled, count);
      filled += count;
    }
  }

  private static final class Floats implements VoxelStream.Sink {
    private final Path file;
    private final int wanted;
    private float[] values;
    private int filled;

    Floats(Path file, int room, int wanted) {
      this.file = file;
      this.values = new float[room];
      this.wanted = wanted;
    }

    @Override
    public void accept(double[] chunk, int count) {
      while (filled + count > values.length) {
        values = Arrays.copyOf(values, grown(values.length, wanted));
      }
      for (int i = 0; i < count; i++) {
        values[filled + i] = (float) chunk[i];
        if (Float.isInfinite(values[filled + i]) && !Double.isInfinite(chunk[i])) {
          throw new DatasetException(
              file
                  + ": voxel "
                  + (filled + i)
                  + " holds "
                  + chunk[i]
                  + ", which is finite but beyond what 32-bit floats hold ("
                  + Float.MAX_VALUE
                  + "); clip or rescale the image.");
        }
      }
      filled += count;
    }
  }

  private static final class Shorts implements VoxelStream.Sink {
    private final Path file;
    private final int wanted;
    private short[] values;
    private int filled;

    Shorts(Path file, int room, int wanted) {
      this.file = file;
      this.values = new short[room];
      this.wanted = wanted;
    }

    @Override
    public void accept(double[] chunk, int count) {
      while (filled + count > values.length) {
        values = Arrays.copyOf(values, grown(values.length, wanted));
      }
      for (int i = 0; i < count; i++) {
        double label = Math.rint(chunk[i]);
        boolean integer = Math.abs(chunk[i] - label) <= INTEGER_TOLERANCE;
        if (!integer || label < Short.MIN_VALUE || label > Short.MAX_VALUE) {
          throw new DatasetException(
              file
                  + ": voxel "
                  + (filled + i)
                  + " holds the label "
                  + chunk[i]
                  + ", expected an integer of at most "
                  + Short.MAX_VALUE
                  + ".");
        }
        values[filled + i] = (short) label;
      }
      filled += count;
    }
  }
}
