package org.voxelbench.datasets.dicom;

import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.voxel.Room;
import org.voxelbench.datasets.voxel.VoxelType;

/**
 * How the pixels of a file are written.
 *
 * @param rows pixels along a column
 * @param columns pixels along a row
 * @param type the type of the room that each takes
 * @param stored bits of it that hold the value
 * @param shift bits below them
 * @param signed whether the highest of them is a sign
 * @param inverted whether the lowest value is to be shown white
 */
record PixelFormat(
    int rows,
    int columns,
    VoxelType type,
    int stored,
    int shift,
    boolean signed,
    boolean inverted) {

  /**
   * The format of a file.
   *
   * @throws DatasetException if its pixels are coloured or of no known type
   */
  static PixelFormat of(DicomFile file) {
    Attributes attributes = file.attributes();
    int samples = attributes.unsigned(Tag.SAMPLES_PER_PIXEL).orElse(1);
    String photometric = attributes.text(Tag.PHOTOMETRIC).orElse("MONOCHROME2");
    if (samples != 1 || !photometric.startsWith("MONOCHROME")) {
      throw new DatasetException(
          file.file()
              + ": its pixels are "
              + photometric
              + " of "
              + samples
              + " samples (0028,0004), expected MONOCHROME2 or MONOCHROME1.");
    }
    int rows = required(file, Tag.ROWS);
    int columns = required(file, Tag.COLUMNS);
    if ((long) rows * columns > Room.LONGEST_ARRAY) {
      throw new DatasetException(
          file.file()
              + ": it claims "
              + rows
              + " rows and "
              + columns
              + " columns (0028,0010 and 0011), more pixels than an array holds.");
    }
    if (file.pixels().tag() != Tag.PIXELS) {
      boolean isDouble = file.pixels().tag() == Tag.DOUBLE_PIXELS;
      VoxelType type = isDouble ? VoxelType.FLOAT64 : VoxelType.FLOAT32;
      return new PixelFormat(rows, columns, type, 8 * type.bytes(), 0, true, false);
    }
    int allocated = required(file, Tag.BITS_ALLOCATED);
    int stored = attributes.unsigned(Tag.BITS_STORED).orElse(allocated);
    int high = attributes.unsigned(Tag.HIGH_BIT).orElse(stored - 1);
    boolean signed = attributes.unsigned(Tag.PIXEL_REPRESENTATION).orElse(0) == 1;
    if (stored < 1 || stored > allocated || high < stored - 1 || high >= allocated) {
      throw new DatasetException(
          file.file()
              + ": "
              + stored
              + " bits up to bit "
              + high
              + " don't lie in "
              + allocated
              + " (0028,0100 to 0102).");
    }
    return new PixelFormat(
        rows,
        columns,
        type(file, allocated, signed),
        stored,
        high + 1 - stored,
        signed,
        photometric.equals("MONOCHROME1"));
  }

  private static int required(DicomFile file, int tag) {
    int value = file.attributes().unsigned(tag).orElse(0);
    if (value == 0) {
      throw new DatasetException(
          file.file() + ": the attribute " + Tag.words(tag) + " is missing or 0.");
    }
    return value;
  }

  private static VoxelType type(DicomFile file, int allocated, boolean signed) {
    return switch (allocated) {
      case 8 -> signed ? VoxelType.INT8 : VoxelType.UINT8;
      case 16 -> signed ? VoxelType.INT16 : VoxelType.UINT16;
      case 32 -> signed ? VoxelType.INT32 : VoxelType.UINT32;
      default ->
          throw new DatasetException(
              file.file()
                  + ": its pixels take "
                  + allocated
                  + " bits (0028,0100), expected 8, 16 or 32.");
    };
  }

  int pixels() {
    return rows * columns;
  }

  /** Whether a stored number has bits that are not the value's. */
  boolean isPartial() {
    return stored < 8 * type.bytes();
  }

  /** The value in a stored number: its own bits with their own sign. */
  long value(long number) {
    int above = Long.SIZE - stored - shift;
    long lifted = number << above;
    return signed ? lifted >> (above + shift) : lifted >>> (above + shift);
  }

  /** The value that is as far from the highest as a value is from the lowest. */
  double inverse(double value) {
    return signed ? -1 - value : (1L << stored) - 1 - value;
  }
}
