package org.voxelbench.datasets.nifti;

import java.nio.file.Path;
import java.util.Locale;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.voxel.Packing;

/**
 * The files of one image: a single {@code .nii}, or a {@code .hdr} beside an {@code .img}; either
 * may be gzipped, both files of a pair alike.
 */
record NiftiName(Path header, Path voxels, boolean gzip) {

  private static final String GZIP = ".gz";
  private static final int ENDING = ".nii".length();

  /**
   * Reads a name; of a pair either file may be given.
   *
   * @throws DatasetException if the name ends in none of the known ways
   */
  static NiftiName of(Path file) {
    String name = file.getFileName() == null ? "" : file.getFileName().toString();
    boolean gzip = lowerEnd(name, name.length(), GZIP.length()).equals(GZIP);
    int stem = name.length() - (gzip ? GZIP.length() : 0);
    String suffix = name.substring(stem);
    String ending = lowerEnd(name, stem, ENDING);
    return switch (ending) {
      case ".nii" -> new NiftiName(file, file, gzip);
      case ".hdr" ->
          new NiftiName(file, file.resolveSibling(partner(name, stem, "img") + suffix), gzip);
      case ".img" ->
          new NiftiName(file.resolveSibling(partner(name, stem, "hdr") + suffix), file, gzip);
      default ->
          throw new DatasetException(
              file
                  + ": not the name of a NIfTI file; expected it to end in .nii, .nii.gz, .hdr,"
                  + " .hdr.gz, .img or .img.gz.");
    };
  }

  /**
   * Only the end is made lower case, since a name's other letters may change their number by it.
   */
  private static String lowerEnd(String name, int end, int length) {
    return end < length ? "" : name.substring(end - length, end).toLowerCase(Locale.ROOT);
  }

  private static String partner(String name, int stem, String ending) {
    boolean upper = Character.isUpperCase(name.charAt(stem - 1));
    return name.substring(0, stem - 3) + (upper ? ending.toUpperCase(Locale.ROOT) : ending);
  }

  /** The file's own name without the ending of a gzipped file. */
  static String unpacked(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - GZIP.length());
  }

  Packing packing() {
    return gzip ? Packing.GZIP : Packing.NONE;
  }

  /** Whether header and voxels share a file. */
  boolean single() {
    return header.equals(voxels);
  }
}
