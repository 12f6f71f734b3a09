package org.voxelbench.datasets.voxel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.voxelbench.datasets.DatasetException;

/**
 * Where the values of some volumes lie and how they are written.
 *
 * @param files the files that hold them one after the other, equally many each
 * @param start bytes before them in each file, as it lies on disk
 * @param packing how they are packed
 * @param skip bytes before them once unpacked
 * @param type their type
 * @param order their byte order
 * @param voxels voxels of a volume
 * @param volumes volumes
 * @param run values of a volume that stand together before the next volume's follow: all its voxels
 *     where volumes come one after the other, 1 where they alternate
 * @param slope factor on stored values
 * @param intercept what is added to scaled values
 */
public record VoxelData(
    List<Path> files,
    long start,
    Packing packing,
    long skip,
    VoxelType type,
    ByteOrder order,
    int voxels,
    int volumes,
    int run,
    double slope,
    double intercept) {

  private static final int CHUNK = 8192;
  private static final int TAIL = 1 << 20;

  public VoxelData {
    files = List.copyOf(files);
  }

  /** All volumes as if they were one. */
  public VoxelData whole() {
    int all = Math.multiplyExact(voxels, volumes);
    return new VoxelData(files, start, packing, skip, type, order, all, 1, all, slope, intercept);
  }

  private long values() {
    return (long) voxels * volumes;
  }

  /** Room for one volume; see {@link StoredVolumes#room}. */
  public int room(int cell) {
    long size = files.stream().mapToLong(StoredBytes::size).sum();
    checkSize(size);
    Room.check(files.get(0), voxels, cell);
    return packing.isCompressed()
        ? (int) Math.min(voxels, CHUNK + 4 * size / type.bytes())
        : voxels;
  }

  private void checkSize(long size) {
    long before = Math.multiplyExact(start, files.size());
    long stored =
        packing == Packing.TEXT
            ? 2 * values() - 1
            : Math.addExact(
                Math.multiplyExact(skip, files.size()), Math.multiplyExact(values(), type.bytes()));
    if (stored > Math.multiplyExact(Math.max(0, size - before), packing.growth())) {
      throw new DatasetException(
          files.get(0)
              + ": the header claims "
              + stored
              + " bytes of voxels, more than the file's "
              + (size - before)
              + (packing.isCompressed() ? " compressed" : "")
              + " bytes can hold; the file is damaged or cut off.");
    }
  }

  /** Streams a volume; see {@link StoredVolumes#stream}. */
  public void stream(int volume, VoxelSink sink) {
    long from = (long) volume * run;
    long to = values() - (long) (volumes - 1 - volume) * run;
    long share = values() / files.size();
    for (int part = 0; part < files.size(); part++) {
      long first = part * share;
      long begin = Math.max(from, first);
      long end = Math.min(to, first + share);
      if (begin < end) {
        Path file = files.get(part);
        StoredBytes.reading(
            file,
            start,
            packing,
            in -> {
              in.skipNBytes(skip);
              ValueReader values = values(file, in);
              values.skip(begin - first);
              decode(values, begin, end, volume, sink);
              drain(in);
              return null;
            });
      }
    }
  }

  private ValueReader values(Path file, InputStream in) {
    return packing == Packing.TEXT
        ? new TextValues(file, in)
        : new BinaryValues(in, type, order, CHUNK);
  }

  private void decode(ValueReader in, long begin, long end, int volume, VoxelSink sink)
      throws IOException {
    double[] values = new double[CHUNK];
    boolean scaled = slope != 1 || intercept != 0;
    for (long at = begin; at < end; ) {
      int count = (int) Math.min(end - at, CHUNK);
      in.read(values, count);
      int kept = run == voxels ? count : kept(values, count, at, volume);
      if (scaled) {
        for (int i = 0; i < kept; i++) {
          values[i] = values[i] * slope + intercept;
        }
      }
      sink.accept(values, kept);
      at += count;
    }
  }

  /** Moves the values of a volume to the front. */
  private int kept(double[] values, int count, long at, int volume) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if ((at + i) / run % volumes == volume) {
        values[kept++] = values[i];
      }
    }
    return kept;
  }

  /** Reads on to the checksum at the end of a gzip stream, unless much follows the voxels. */
  private void drain(InputStream in) throws IOException {
    if (packing.isCompressed()) {
      in.readNBytes(TAIL);
    }
  }
}
