package org.voxelbench.evaluation.inference;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.Overlap;

/**
 * Sums in a temporary file, one class after another.
 *
 * <p>The file is read and written by position, a plane of a patch at a time, rather than mapped: a
 * mapping would stay until the garbage collector finds it, and a full disk would end the JVM
 * instead of raising an error.
 */
final class FileSums implements ClassSums {

  private static final int CHUNK = 1 << 18;
  private static final double MEBIBYTE = 1 << 20;

  private final Path folder;
  private final int voxels;
  private final FileChannel file;
  private ByteBuffer buffer = ByteBuffer.allocateDirect(0);

  private FileSums(Path folder, int voxels, FileChannel file) {
    this.folder = folder;
    this.voxels = voxels;
    this.file = file;
  }

  /**
   * A file of zeros, which goes when it is closed or the JVM ends.
   *
   * @throws BadInputException if the folder's disk has not enough room for it
   */
  static FileSums create(Path folder, int classes, int voxels) {
    long bytes = (long) classes * voxels * Float.BYTES;
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      if (free < bytes) {
        throw new BadInputException(
            String.format(
                Locale.ROOT,
                "the logits of %d classes take %.0f MiB, more than memory allows and than the"
                    + " %.0f MiB that are free in '%s'; give Java more heap (-Xmx) or another"
                    + " temporary folder (-Djava.io.tmpdir).",
                classes,
                bytes / MEBIBYTE,
                free / MEBIBYTE,
                folder));
      }
      FileChannel file =
          FileChannel.open(
              Files.createTempFile(folder, "voxelbench-logits-", ".tmp"),
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      FileSums sums = new FileSums(folder, voxels, file);
      sums.extend(bytes);
      return sums;
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  private void extend(long bytes) throws IOException {
    boolean extended = false;
    try {
      file.write(ByteBuffer.allocate(1), bytes - 1);
      extended = true;
    } finally {
      if (!extended) {
        file.close();
      }
    }
  }

  @Override
  public void add(int k, Overlap overlap, float[] patch) {
    for (int d = overlap.low()[0]; d < overlap.high()[0]; d++) {
      int first = overlap.inVolume(d, overlap.low()[1]);
      int end = overlap.inVolume(d, overlap.high()[1] - 1) + overlap.width();
      FloatBuffer plane = read(k, first, end - first);
      for (int h = overlap.low()[1]; h < overlap.high()[1]; h++) {
        int at = overlap.inVolume(d, h) - first;
        int from = overlap.inPatch(d, h);
        for (int x = 0; x < overlap.width(); x++) {
          plane.put(at + x, plane.get(at + x) + patch[from + x]);
        }
      }
      write(k, first);
    }
  }

  @Override
  public float[] mean(int k, float[] weights) {
    float[] mean = new float[voxels];
    for (int at = 0; at < voxels; at += CHUNK) {
      int count = Math.min(CHUNK, voxels - at);
      read(k, at, count).get(mean, at, count);
    }
    ClassSums.divide(mean, weights);
    return mean;
  }

  private long position(int k, int voxel) {
    return ((long) k * voxels + voxel) * Float.BYTES;
  }

  private FloatBuffer read(int k, int voxel, int count) {
    int bytes = Math.multiplyExact(count, Float.BYTES);
    if (buffer.capacity() < bytes) {
      buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
    buffer.clear().limit(bytes);
    long start = position(k, voxel);
    try {
      while (buffer.hasRemaining()) {
        if (file.read(buffer, start + buffer.position()) < 0) {
          throw new EOFException("it is shorter than it was made");
        }
      }
    } catch (IOException e) {
      throw unusable(folder, e);
    }
    return buffer.flip().asFloatBuffer();
  }

  /** Writes what was read last. */
  private void write(int k, int voxel) {
    buffer.rewind();
    long start = position(k, voxel);
    try {
      while (buffer.hasRemaining()) {
        file.write(buffer, start + buffer.position());
      }
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  private static BadInputException unusable(Path folder, IOException e) {
    return new BadInputException(
        "the temporary file of logits in '"
            + folder
            + "' can't be used: "
            + e.getMessage()
            + "; give Java more heap (-Xmx) or another temporary folder (-Djava.io.tmpdir).",
        e);
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }
}
