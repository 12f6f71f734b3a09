package org.voxelbench.datasets.nifti;

import java.nio.file.Path;
import java.util.Arrays;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.datasets.DatasetException;
import org.voxelbench.datasets.voxel.Packing;
import org.voxelbench.datasets.voxel.StoredBytes;

/** Reads the header of a NIfTI file. */
final class NiftiFile {

  private static final byte[] GZIP_MAGIC = {0x1f, (byte) 0x8b};

  private NiftiFile() {}

  static NiftiHeader header(Path file) {
    NiftiName name = NiftiName.of(file);
    checkCompression(name.header(), name.gzip());
    byte[] bytes =
        StoredBytes.reading(
            name.header(), 0, name.packing(), in -> in.readNBytes(NiftiFields.BYTES_2));
    NiftiHeader header = new NiftiHeader(name, NiftiFields.of(name.header(), bytes));
    if (!FileFault.mayExist(name.voxels())) {
      throw new DatasetException(
          name.voxels() + ": the voxels that belong to " + name.header() + " are missing.");
    }
    if (!name.single()) {
      checkCompression(name.voxels(), name.gzip());
    }
    return header;
  }

  /** Files are often renamed where they should have been packed or unpacked. */
  private static void checkCompression(Path file, boolean gzip) {
    byte[] first =
        StoredBytes.reading(file, 0, Packing.NONE, in -> in.readNBytes(GZIP_MAGIC.length));
    if (first.length == 0) {
      throw new DatasetException(file + ": the file is empty, expected a NIfTI image.");
    }
    boolean packed = Arrays.equals(first, GZIP_MAGIC);
    if (gzip && !packed) {
      throw new DatasetException(
          file
              + ": the name ends in .gz, but the file is not gzipped; rename it to "
              + NiftiName.unpacked(file)
              + ", and gzip that if the data set's files end in .gz.");
    }
    if (packed && !gzip) {
      throw new DatasetException(
          file
              + ": the file is gzipped, but its name doesn't end in .gz; rename it to "
              + file.getFileName()
              + ".gz, and gunzip that if the data set's files don't end in .gz.");
    }
  }
}
