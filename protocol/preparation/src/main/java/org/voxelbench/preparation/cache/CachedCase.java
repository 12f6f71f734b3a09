package org.voxelbench.preparation.cache;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import org.voxelbench.base.BadInputException;

/**
 * A preprocessed case on disk, of which a patch reads only the chunks it touches. Its file is
 * opened when it is first read, and its header forgotten again when memory runs short.
 */
public final class CachedCase implements PreparedCase {

  private final Path path;
  private final CaseEntry entry;
  private final ChunkCache cache;
  private volatile SoftReference<CaseBlocks> opened;
  private volatile SoftReference<ClassLocations> locations = new SoftReference<>(null);

  private CachedCase(Path path, CaseEntry entry, CaseBlocks opened, ChunkCache cache) {
    this.path = path;
    this.entry = entry;
    this.opened = new SoftReference<>(opened);
    this.cache = cache;
  }

  /** A case that an index tells of. */
  static CachedCase of(Path path, CaseEntry entry, ChunkCache cache) {
    return new CachedCase(path, entry, null, cache);
  }

  /**
   * A case that only its file tells of.
   *
   * @throws BadInputException naming the file, if it is missing or its header damaged
   */
  static CachedCase open(Path path, ChunkCache cache) {
    CaseBlocks blocks = CaseBlocks.of(path);
    return new CachedCase(path, CaseEntry.of(blocks.file()), blocks, cache);
  }

  /**
   * The blocks of its file.
   *
   * @throws BadInputException naming the file, if it is missing, damaged or not the index's
   */
  private CaseBlocks blocks() {
    CaseBlocks kept = opened.get();
    if (kept == null) {
      kept = CaseBlocks.of(path);
      if (!entry.tellsOf(kept.file())) {
        throw new BadInputException(
            path
                + " is another file than the index tells of; delete it and prepare the data set"
                + " again.");
      }
      opened = new SoftReference<>(kept);
    }
    return kept;
  }

  @Override
  public String id() {
    return entry.id();
  }

  @Override
  public int channels() {
    return entry.channels();
  }

  @Override
  public int[] shape() {
    return entry.shape().clone();
  }

  /** What undoes the preprocessing. */
  public CaseProperties properties() {
    return blocks().file().header().properties();
  }

  @Override
  public void readImage(int[] lower, int[] size, float[] out) {
    int patch = checked(size, entry.channels(), out.length);
    Arrays.fill(out, 0);
    CaseBlocks blocks = blocks();
    blocks.read(
        channel -> {
          for (int chunk : blocks.grid().touching(lower, size)) {
            for (int c = 0; c < entry.channels(); c++) {
              float[] voxels = imageChunk(blocks, channel, c, chunk);
              blocks.copy(chunk, voxels, lower, size, out, c * patch);
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
    CaseBlocks blocks = blocks();
    blocks.read(
        channel -> {
          for (int chunk : blocks.grid().touching(lower, size)) {
            short[] voxels = segmentationChunk(blocks, channel, chunk);
            blocks.copy(chunk, voxels, lower, size, out, 0);
          }
          return null;
        });
  }

  @Override
  public boolean marked() {
    return blocks().file().header().marked();
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
      CaseBlocks blocks = blocks();
      kept = blocks.read(blocks::locations);
      locations = new SoftReference<>(kept);
    }
    return kept;
  }

  private float[] imageChunk(CaseBlocks blocks, FileChannel from, int channel, int chunk)
      throws IOException {
    int block = blocks.block(channel, chunk);
    if (cache.get(path, block) instanceof float[] kept) {
      return kept;
    }
    float[] decoded = blocks.imageChunk(from, channel, chunk);
    cache.put(path, block, decoded, (long) Float.BYTES * decoded.length);
    return decoded;
  }

  private short[] segmentationChunk(CaseBlocks blocks, FileChannel from, int chunk)
      throws IOException {
    int block = blocks.block(blocks.segmentation(), chunk);
    if (cache.get(path, block) instanceof short[] kept) {
      return kept;
    }
    short[] decoded = blocks.segmentationChunk(from, chunk);
    cache.put(path, block, decoded, (long) Short.BYTES * decoded.length);
    return decoded;
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
}
