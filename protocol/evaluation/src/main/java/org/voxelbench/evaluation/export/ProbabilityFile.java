package org.voxelbench.evaluation.export;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.AtomicFile;
import org.voxelbench.base.file.FileFault;

/**
 * Probabilities on disk as nnU-Net saves them: {@code CASE.npz} with the array {@code
 * probabilities}, {@code [K, D, H, W]} in the axes in which the case was read.
 *
 * <p>Written whole or not at all, as 32-bit floats, one class after another; read the same way.
 */
public final class ProbabilityFile implements AutoCloseable {

  /** What the files' names end in. */
  public static final String ENDING = ".npz";

  private static final String ENTRY = "probabilities.npy";
  private static final String TYPE = "<f4";
  private static final int CHUNK = 1 << 14;

  private final Path path;
  private final ZipFile zip;
  private final DataInputStream in;
  private final int voxels;

  /**
   * Writes the probabilities of a case.
   *
   * @throws BadInputException if the file can't be written
   */
  public static void write(Path file, Probabilities probabilities) {
    int[] size = probabilities.shape();
    int[] shape = {probabilities.classes(), size[0], size[1], size[2]};
    try {
      AtomicFile.write(
          file,
          out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
              ZipEntry entry = new ZipEntry(ENTRY);
              // Equal probabilities make equal bytes.
              entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
              zip.putNextEntry(entry);
              zip.write(new NpyHeader(TYPE, shape).bytes());
              for (int k = 0; k < shape[0]; k++) {
                write(zip, probabilities.channel().apply(k));
              }
              zip.closeEntry();
            }
          });
    } catch (IOException e) {
      throw new BadInputException("can't write '" + file + "': " + FileFault.words(e) + ".", e);
    }
  }

  private static void write(OutputStream out, float[] values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < values.length; at += CHUNK) {
      int count = Math.min(CHUNK, values.length - at);
      bytes.clear().asFloatBuffer().put(values, at, count);
      out.write(bytes.array(), 0, count * Float.BYTES);
    }
  }

  /**
   * Opens a file at its first class.
   *
   * @param classes K that it must hold
   * @param size {@code [D, H, W]} that it must hold
   * @throws BadInputException naming the file, if it holds something else
   */
  public static ProbabilityFile open(Path file, int classes, int[] size) {
    try {
      ZipFile zip = new ZipFile(file.toFile());
      boolean opened = false;
      try {
        ZipEntry entry = zip.getEntry(ENTRY);
        if (entry == null) {
          throw new IOException("it holds no array 'probabilities'");
        }
        DataInputStream in = new DataInputStream(zip.getInputStream(entry));
        check(NpyHeader.read(in), new int[] {classes, size[0], size[1], size[2]});
        opened = true;
        return new ProbabilityFile(file, zip, in, size[0] * size[1] * size[2]);
      } finally {
        if (!opened) {
          zip.close();
        }
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static void check(NpyHeader header, int[] shape) throws IOException {
    if (!header.descr().equals(TYPE) || !Arrays.equals(header.shape(), shape)) {
      throw new IOException(
          "its probabilities have the type "
              + header.descr()
              + " and the shape "
              + Arrays.toString(header.shape())
              + ", expected "
              + TYPE
              + " and "
              + Arrays.toString(shape));
    }
  }

  private static BadInputException unreadable(Path file, IOException e) {
    return new BadInputException(
        "can't read probabilities of '"
            + file
            + "': "
            + (e instanceof EOFException ? "it ends too early" : e.getMessage())
            + "; predict the case again with its probabilities saved.",
        e);
  }

  private ProbabilityFile(Path path, ZipFile zip, DataInputStream in, int voxels) {
    this.path = path;
    this.zip = zip;
    this.in = in;
    this.voxels = voxels;
  }

  /** Adds the next class's probabilities, {@code [D, H, W]}. */
  void addNext(float[] sum) {
    byte[] bytes = new byte[CHUNK * Float.BYTES];
    ByteBuffer values = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    try {
      for (int at = 0; at < voxels; at += CHUNK) {
        int count = Math.min(CHUNK, voxels - at);
        in.readFully(bytes, 0, count * Float.BYTES);
        for (int i = 0; i < count; i++) {
          float probability = values.getFloat(i * Float.BYTES);
          if (!Float.isFinite(probability)) {
            throw new IOException("they hold " + probability);
          }
          sum[at + i] += probability;
        }
      }
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }
}
