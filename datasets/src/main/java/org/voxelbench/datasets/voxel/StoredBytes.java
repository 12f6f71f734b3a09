package org.voxelbench.datasets.voxel;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipException;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.datasets.DatasetException;

/** Opens files of voxels; whatever goes wrong is a sentence that names the file. */
public final class StoredBytes {

  private static final int BUFFER = 1 << 16;

  private StoredBytes() {}

  /** Reads from a stream. */
  public interface Reading<T> {

    /** Reads what is wanted; an {@link EOFException} says that the file ends too early. */
    T from(InputStream in) throws IOException;
  }

  /**
   * Reads a file from some byte on.
   *
   * @param start bytes to leave out before anything is unpacked
   * @throws DatasetException if the file is missing, cut off, damaged or not readable
   */
  public static <T> T reading(Path file, long start, Packing packing, Reading<T> reading) {
    try (InputStream raw = Files.newInputStream(file);
        InputStream buffered = new BufferedInputStream(raw, BUFFER)) {
      buffered.skipNBytes(start);
      try (InputStream unpacked = packing.unpacked(buffered)) {
        return reading.from(unpacked);
      }
    } catch (NoSuchFileException e) {
      throw new DatasetException(file + ": no such file.", e);
    } catch (EOFException e) {
      throw new DatasetException(
          file + ": the file ends before its last voxel; copy or download it again.", e);
    } catch (ZipException e) {
      throw new DatasetException(
          file
              + ": the "
              + packing.words()
              + " is damaged ("
              + e.getMessage()
              + "); copy or download the file again.",
          e);
    } catch (IOException e) {
      throw new DatasetException(file + ": can't be read (" + FileFault.words(e) + ").", e);
    }
  }

  /**
   * The size of a file.
   *
   * @throws DatasetException if there is no such file, or it can't be read
   */
  public static long size(Path file) {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      throw new DatasetException(file + ": no such file.", e);
    } catch (IOException e) {
      throw new DatasetException(file + ": can't be read (" + FileFault.words(e) + ").", e);
    }
  }
}
