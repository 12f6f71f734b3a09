package org.voxelbench.datasets.dicom;

import java.util.Locale;
import java.util.Set;

/** The attributes that matter here, by group and element. */
final class Tag {

  static final int TRANSFER_SYNTAX = 0x0002_0010;
  static final int MODALITY = 0x0008_0060;
  static final int SERIES_DESCRIPTION = 0x0008_103E;
  static final int SPACING_BETWEEN_SLICES = 0x0018_0088;
  static final int SERIES = 0x0020_000E;
  static final int POSITION = 0x0020_0032;
  static final int ORIENTATION = 0x0020_0037;
  static final int PLANE_POSITION = 0x0020_9113;
  static final int PLANE_ORIENTATION = 0x0020_9116;
  static final int SAMPLES_PER_PIXEL = 0x0028_0002;
  static final int PHOTOMETRIC = 0x0028_0004;
  static final int FRAMES = 0x0028_0008;
  static final int ROWS = 0x0028_0010;
  static final int COLUMNS = 0x0028_0011;
  static final int PIXEL_SPACING = 0x0028_0030;
  static final int BITS_ALLOCATED = 0x0028_0100;
  static final int BITS_STORED = 0x0028_0101;
  static final int HIGH_BIT = 0x0028_0102;
  static final int PIXEL_REPRESENTATION = 0x0028_0103;
  static final int INTERCEPT = 0x0028_1052;
  static final int SLOPE = 0x0028_1053;
  static final int PIXEL_MEASURES = 0x0028_9110;
  static final int PIXEL_VALUES = 0x0028_9145;
  static final int SHARED_GROUPS = 0x5200_9229;
  static final int FRAME_GROUPS = 0x5200_9230;
  static final int FLOAT_PIXELS = 0x7FE0_0008;
  static final int DOUBLE_PIXELS = 0x7FE0_0009;
  static final int PIXELS = 0x7FE0_0010;
  static final int ITEM = 0xFFFE_E000;
  static final int ITEM_END = 0xFFFE_E00D;
  static final int SEQUENCE_END = 0xFFFE_E0DD;

  private static final Set<Integer> KEPT =
      Set.of(
          TRANSFER_SYNTAX,
          MODALITY,
          SERIES_DESCRIPTION,
          SPACING_BETWEEN_SLICES,
          SERIES,
          POSITION,
          ORIENTATION,
          SAMPLES_PER_PIXEL,
          PHOTOMETRIC,
          FRAMES,
          ROWS,
          COLUMNS,
          PIXEL_SPACING,
          BITS_ALLOCATED,
          BITS_STORED,
          HIGH_BIT,
          PIXEL_REPRESENTATION,
          INTERCEPT,
          SLOPE);

  private static final Set<Integer> SEQUENCES =
      Set.of(
          PLANE_POSITION,
          PLANE_ORIENTATION,
          PIXEL_MEASURES,
          PIXEL_VALUES,
          SHARED_GROUPS,
          FRAME_GROUPS);

  private Tag() {}

  /** Whether an attribute's value is kept. */
  static boolean isKept(int tag) {
    return KEPT.contains(tag);
  }

  /** Whether an attribute is a sequence by the standard, whose items are kept. */
  static boolean isSequence(int tag) {
    return SEQUENCES.contains(tag);
  }

  static boolean isPixels(int tag) {
    return tag == PIXELS || tag == FLOAT_PIXELS || tag == DOUBLE_PIXELS;
  }

  /** A tag as people write it, such as {@code (0028,0010)}. */
  static String words(int tag) {
    return String.format(Locale.ROOT, "(%04X,%04X)", tag >>> 16, tag & 0xFFFF);
  }
}
