package org.voxelbench.datasets.nifti;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.datasets.DatasetException;

/** Reads the bytes of a NIfTI file, never more and never into more memory than they fill. */
final class VoxelStream {

  /** Takes voxels as they come. */
  interface Sink {

    /** Takes the first {@code count} values. */
    void accept(double[] values, int count);
  }

  private static final int CHUNK = 8192;
  private static final int BUFFER = 1 << 16;
  private static final int TAIL = 1 << 20;

  private static final byte[] GZIP_MAGIC = {0x1f, (byte) 0x8b};

  /** Deflate can't shrink data further than this. */
  private static final long MOST_DEFLATE = 1032;

  private VoxelStream() {}

  static NiftiHeader header(Path file) {
    NiftiName name = NiftiName.of(file);
    byte[] bytes = reading(name.header(), name.gzip(), in -> in.readNBytes(NiftiFields.BYTES_2));
    NiftiHeader header = new NiftiHeader(name, NiftiFields.of(name.header(), bytes));
    if (!FileFault.mayExist(name.voxels())) {
      throw new DatasetException(
          name.voxels() + ": the voxels that belong to " + name.header() + " are missing.");
    }
    return header;
  }

  /**
   * Voxels for which to make room before any has been read: all where the file is long enough to
   * hold them, some where only decompression can tell.
   *
   * @param cell bytes that a voxel will take in memory
   * @throws DatasetException if the file can't hold what its header claims, or memory can't
   */
  static int roomFor(NiftiHeader header, int cell) {
    Path file = header.name().voxels();
    long claimed = header.voxelOffset() + (long) header.voxels() * header.type().bytes();
    long size = size(file);
    boolean gzip = header.name().gzip();
    if (claimed > (gzip ? Math.multiplyExact(size, MOST_DEFLATE) : size)) {
      throw new DatasetException(
          file
              + ": the header claims "
              + claimed
              + " bytes of voxels, more than the file's "
              + size
              + (gzip ? " compressed" : "")
              + " bytes can hold; the file is damaged or cut off.");
    }
    long needed = (long) header.voxels() * cell;
    long most = Runtime.getRuntime().maxMemory();
    if (needed > most) {
      throw new DatasetException(
          file
              + ": the image needs "
              + (needed >> 20)
              + " MiB of memory, Java may use "
              + (most >> 20)
              + "; start it with a larger -Xmx.");
    }
    if (!gzip) {
      return header.voxels();
    }
    return (int) Math.min(header.voxels(), CHUNK + 4 * size / header.type().bytes());
  }

  /**
   * Streams all voxels, scaled, first axis fastest.
   *
   * @throws DatasetException if the file is cut off, damaged or not readable
   */
  static void voxels(NiftiHeader header, Sink sink) {
    NiftiName name = header.name();
    reading(
        name.voxels(),
        name.gzip(),
        in -> {
          in.skipNBytes(header.voxelOffset());
          decode(in, header, sink);
          drain(in);
          return null;
        });
  }

  private static void decode(InputStream in, NiftiHeader header, Sink sink) throws IOException {
    int width = header.type().bytes();
    byte[] bytes = new byte[CHUNK * width];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(header.order());
    double[] values = new double[CHUNK];
    double slope = header.slope();
    double intercept = header.intercept();
    boolean scaled = slope != 1 || intercept != 0;
    for (int left = header.voxels(); left > 0; ) {
      int count = Math.min(left, CHUNK);
      if (in.readNBytes(bytes, 0, count * width) < count * width) {
        throw new EOFException();
      }
      header.type().decode(buffer, values, count);
      if (scaled) {
        for (int i = 0; i < count; i++) {
          values[i] = values[i] * slope + intercept;
        }
      }
      sink.accept(values, count);
      left -= count;
    }
  }

  /** Reads on to the checksum at the end of a gzip stream, unless much follows the voxels. */
  private static void drain(InputStream in) throws IOException {
    in.readNBytes(TAIL);
  }

  private interface Reading<T> {
    T from(InputStream in) throws IOException;
  }

  private static <T> T reading(Path file, boolean gzip, Reading<T> reading) {
    try (InputStream raw = Files.newInputStream(file);
        InputStream buffered = new BufferedInputStream(raw, BUFFER)) {
      checkCompression(file, buffered, gzip);
      if (!gzip) {
        return reading.from(buffered);
      }
      try (InputStream inflated = new GZIPInputStream(buffered, BUFFER)) {
        return reading.from(inflated);
      }
    } catch (NoSuchFileException e) {
      throw new DatasetException(file + ": no such file.", e);
    } catch (EOFException e) {
      throw new DatasetException(
          file + ": the file ends before its last voxel; copy or download it again.", e);
    } catch (ZipException e) {
      throw new DatasetException(
          file
              + ": the gzip stream is damaged ("
              + e.getMessage()
              + "); copy or download the file again.",
          e);
    } catch (IOException e) {
      throw new DatasetException(file + ": can't be read (" + FileFault.words(e) + ").", e);
    }
  }

  /** Files are often renamed where they should have been packed or unpacked. */
  private static void checkCompression(Path file, InputStream buffered, boolean gzip)
      throws IOException {
    buffered.mark(GZIP_MAGIC.length);
    byte[] first = buffered.readNBytes(GZIP_MAGIC.length);
    buffered.reset();
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

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new DatasetException(file + ": can't be read (" + FileFault.words(e) + ").", e);
    }
  }
}
