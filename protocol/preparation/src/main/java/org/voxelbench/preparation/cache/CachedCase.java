package org.voxelbench.preparation.cache;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.volume.VoxelBox;

/** A preprocessed case on disk, of which a patch reads only the chunks it touches. */
public final class CachedCase implements PreparedCase {

  private final CaseFile file;
  private final CaseHeader header;
  private final ChunkGrid grid;
  private final ChunkCache cache;
  private volatile SoftReference<ClassLocations> locations = new SoftReference<>(null);

  CachedCase(Path path, ChunkCache cache) {
    this.file = CaseFile.open(path);
    this.header = file.header();
    this.grid = header.grid();
    this.cache = cache;
  }

  @Override
  public String id() {
    return header.id();
  }

  @Override
  public int channels() {
    return header.channels();
  }

  @Override
  public int[] shape() {
    return header.shape().clone();
  }

  /** What undoes the preprocessing. */
  public CaseProperties properties() {
    return header.properties();
  }

  @Override
  public void readImage(int[] lower, int[] size, float[] out) {
    int patch = checked(size, header.channels(), out.length);
    Arrays.fill(out, 0);
    read(
        channel -> {
          for (int chunk : grid.touching(lower, size)) {
            VoxelBox box = grid.box(chunk);
            for (int c = 0; c < header.channels(); c++) {
              float[] voxels = imageChunk(channel, c, chunk);
              copy(box, voxels, lower, size, out, c * patch);
            }
          }
          return null;
        });
  }

  @Override
  public void readSegmentation(int[] lower, int[] size, short[] out) {
    checked(size, 1, out.length);
    Arrays.fill(out, (short) -1);
    readChunks(lower, size, out);
  }

  private void readChunks(int[] lower, int[] size, short[] out) {
    read(
        channel -> {
          for (int chunk : grid.touching(lower, size)) {
            copy(grid.box(chunk), segmentationChunk(channel, chunk), lower, size, out, 0);
          }
          return null;
        });
  }

  @Override
  public boolean marked() {
    return header.marked();
  }

  @Override
  public void readMarks(int[] lower, int[] size, short[] out) {
    checked(size, 1, out.length);
    Arrays.fill(out, (short) 0);
    if (marked()) {
      readChunks(lower, size, out);
      for (int i = 0; i < out.length; i++) {
        out[i] = (short) (out[i] < 0 ? 1 : 0);
      }
    }
  }

  @Override
  public ClassLocations classLocations() {
    ClassLocations kept = locations.get();
    if (kept == null) {
      kept = read(this::readLocations);
      locations = new SoftReference<>(kept);
    }
    return kept;
  }

  private ClassLocations readLocations(FileChannel channel) throws IOException {
    Map<List<Integer>, int[]> byClass = new HashMap<>();
    int block = (header.channels() + 1) * grid.count();
    for (CaseHeader.ClassEntry entry : header.classes()) {
      int values = Math.multiplyExact(3, entry.voxels());
      byClass.put(
          entry.labels(), file.block(channel, block++, bytes -> Blocks.ints(bytes, values)));
    }
    return new ClassLocations(byClass);
  }

  private float[] imageChunk(FileChannel channel, int c, int chunk) throws IOException {
    int block = c * grid.count() + chunk;
    if (cache.get(file.path(), block) instanceof float[] kept) {
      return kept;
    }
    int voxels = voxels(grid.box(chunk));
    float[] decoded = file.block(channel, block, bytes -> Blocks.floats(bytes, voxels));
    cache.put(file.path(), block, decoded, 4L * voxels);
    return decoded;
  }

  private short[] segmentationChunk(FileChannel channel, int chunk) throws IOException {
    int block = header.channels() * grid.count() + chunk;
    if (cache.get(file.path(), block) instanceof short[] kept) {
      return kept;
    }
    int voxels = voxels(grid.box(chunk));
    short[] decoded = file.block(channel, block, bytes -> Blocks.shorts(bytes, voxels));
    cache.put(file.path(), block, decoded, 2L * voxels);
    return decoded;
  }

  /**
   * Reads every block past the cache.
   *
   * @throws BadInputException naming the file and the block, if one is damaged
   */
  void verify() {
    read(
        channel -> {
          for (int chunk = 0; chunk < grid.count(); chunk++) {
            int voxels = voxels(grid.box(chunk));
            for (int c = 0; c < header.channels(); c++) {
              file.block(channel, c * grid.count() + chunk, bytes -> Blocks.floats(bytes, voxels));
            }
            file.block(
                channel,
                header.channels() * grid.count() + chunk,
                bytes -> Blocks.shorts(bytes, voxels));
          }
          return readLocations(channel);
        });
  }

  private static int voxels(VoxelBox box) {
    int[] size = box.size();
    return size[0] * size[1] * size[2];
  }

  /** Copies what a chunk and a patch share; {@code chunk} and {@code out} are of one array type. */
  private static void copy(
      VoxelBox box, Object chunk, int[] lower, int[] size, Object out, int start) {
    int[] boxLower = box.lower();
    int[] boxUpper = box.upper();
    int[] boxSize = box.size();
    int[] from = new int[3];
    int[] to = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      from[axis] = Math.max(boxLower[axis], lower[axis]);
      to[axis] = Math.min(boxUpper[axis], lower[axis] + size[axis]);
    }
    for (int d = from[0]; d < to[0]; d++) {
      for (int h = from[1]; h < to[1]; h++) {
        int source =
            ((d - boxLower[0]) * boxSize[1] + h - boxLower[1]) * boxSize[2] + from[2] - boxLower[2];
        int target =
            start + ((d - lower[0]) * size[1] + h - lower[1]) * size[2] + from[2] - lower[2];
        System.arraycopy(chunk, source, out, target, to[2] - from[2]);
      }
    }
  }

  private static int checked(int[] size, int channels, int length) {
    long voxels = (long) size[0] * size[1] * size[2];
    if (voxels * channels != length) {
      throw new IllegalArgumentException(
          "a patch of size "
              + Arrays.toString(size)
              + " and "
              + channels
              + " channels was given room for "
              + length
              + " values");
    }
    return (int) voxels;
  }

  @FunctionalInterface
  private interface Reading<T> {
    T from(FileChannel channel) throws IOException;
  }

  private <T> T read(Reading<T> reading) {
    try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
      return reading.from(channel);
    } catch (IOException e) {
      throw new BadInputException(file.path() + " can't be read: " + e + ".", e);
    }
  }
}
