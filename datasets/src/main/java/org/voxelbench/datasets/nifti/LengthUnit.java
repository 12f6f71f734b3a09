package org.voxelbench.datasets.nifti;

/** The unit of lengths in a NIfTI header, by its key {@code xyzt_units}. */
enum LengthUnit {
  MILLIMETRE,
  METRE,
  MICROMETRE;

  /** The lowest three bits say the unit of space, the others that of time. */
  private static final int SPACE = 7;

  /** The unit of a code; millimetres where it says none. */
  static LengthUnit ofCode(int units) {
    return switch (units & SPACE) {
      case 1 -> METRE;
      case 3 -> MICROMETRE;
      default -> MILLIMETRE;
    };
  }

  /** A length in this unit, in mm. */
  double millimetres(double length) {
    return switch (this) {
      case MILLIMETRE -> length;
      case METRE -> length * 1000;
      case MICROMETRE -> length / 1000;
    };
  }
}
