package org.voxelbench.preparation.cache;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Compresses arrays with zstd, the bytes of all values regrouped by significance; each block ends
 * in a checksum of its content (XXH64) that is verified on reading.
 */
final class Blocks {

  private static final int LEVEL = 3;

  private Blocks() {}

  static byte[] compress(float[] values) {
    ByteBuffer bytes = buffer(4 * values.length);
    bytes.asFloatBuffer().put(values);
    return compress(bytes.array(), 4);
  }

  static byte[] compress(short[] values) {
    ByteBuffer bytes = buffer(2 * values.length);
    bytes.asShortBuffer().put(values);
    return compress(bytes.array(), 2);
  }

  static byte[] compress(int[] values) {
    ByteBuffer bytes = buffer(4 * values.length);
    bytes.asIntBuffer().put(values);
    return compress(bytes.array(), 4);
  }

  static float[] floats(byte[] block, int count) {
    float[] values = new float[count];
    decompress(block, 4, count).asFloatBuffer().get(values);
    return values;
  }

  static short[] shorts(byte[] block, int count) {
    short[] values = new short[count];
    decompress(block, 2, count).asShortBuffer().get(values);
    return values;
  }

  static int[] ints(byte[] block, int count) {
    int[] values = new int[count];
    decompress(block, 4, count).asIntBuffer().get(values);
    return values;
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] compress(byte[] bytes, int width) {
    int count = bytes.length / width;
    byte[] grouped = new byte[bytes.length];
    for (int b = 0; b < width; b++) {
      for (int i = 0; i < count; i++) {
        grouped[b * count + i] = bytes[i * width + b];
      }
    }
    try (ZstdCompressCtx context = new ZstdCompressCtx()) {
      context.setLevel(LEVEL).setChecksum(true);
      return context.compress(grouped);
    }
  }

  /**
   * @throws ZstdException if the block is damaged or of another size
   */
  private static ByteBuffer decompress(byte[] block, int width, int count) {
    byte[] grouped = new byte[width * count];
    try (ZstdDecompressCtx context = new ZstdDecompressCtx()) {
      int size = context.decompress(grouped, block);
      if (size != grouped.length) {
        throw new ZstdException(0, "it holds " + size + " bytes instead of " + grouped.length);
      }
    }
    byte[] bytes = new byte[grouped.length];
    for (int b = 0; b < width; b++) {
      for (int i = 0; i < count; i++) {
        bytes[i * width + b] = grouped[b * count + i];
      }
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
