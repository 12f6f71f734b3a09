package org.voxelbench.preparation.cache;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Compresses arrays with zstd, the bytes of all values regrouped by significance, or by a {@link
 * Palette} where there are few values; each block ends in a checksum of its content (XXH64) that is
 * verified on reading.
 */
final class Blocks {

  private static final int LEVEL = 3;

  private Blocks() {}

  static byte[] compress(float[] values) {
    Optional<Palette> palette = Palette.of(values);
    if (palette.isEmpty()) {
      return plain(values);
    }
    byte[] block = zstd(palette.get().encode());
    if (palette.get().isSmall()) {
      return block;
    }
    // Resampled thick slices have few values too, for they repeat, but hardly any order in them.
    byte[] plain = plain(values);
    return plain.length < block.length ? plain : block;
  }

  private static byte[] plain(float[] values) {
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
    byte[] content = new byte[4 * count];
    int size = decompress(block, content);
    if (size < content.length) {
      return Palette.decode(content, size, count);
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] =
          Float.intBitsToFloat(
              content[i] & 0xff
                  | (content[count + i] & 0xff) << 8
                  | (content[2 * count + i] & 0xff) << 16
                  | content[3 * count + i] << 24);
    }
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
    return zstd(grouped);
  }

  private static byte[] zstd(byte[] content) {
    try (ZstdCompressCtx context = new ZstdCompressCtx()) {
      context.setLevel(LEVEL).setChecksum(true);
      return context.compress(content);
    }
  }

  /**
   * @throws ZstdException if the block is damaged or of another size
   */
  private static ByteBuffer decompress(byte[] block, int width, int count) {
    byte[] grouped = new byte[width * count];
    int size = decompress(block, grouped);
    if (size != grouped.length) {
      throw new ZstdException(0, "it holds " + size + " bytes instead of " + grouped.length);
    }
    byte[] bytes = new byte[grouped.length];
    for (int b = 0; b < width; b++) {
      for (int i = 0; i < count; i++) {
        bytes[i * width + b] = grouped[b * count + i];
      }
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Fills an array from its start.
   *
   * @return how many bytes the block held
   * @throws ZstdException if it is damaged, or holds more
   */
  private static int decompress(byte[] block, byte[] content) {
    try (ZstdDecompressCtx context = new ZstdDecompressCtx()) {
      return context.decompress(content, block);
    }
  }
}
