package org.voxelbench.preparation.cache;

import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * An array as the distinct values in it and, for each of its places, the number of the value there:
 * intensities that were stored as integers and not resampled are few.
 */
final class Palette {

  /** Of an array's values, those that may be distinct. */
  private static final int SHARE = 4;

  /** Of an array's values, those that are distinct where a palette is surely the shorter way. */
  private static final int SMALL_SHARE = 32;

  private static final int MOST = 1 << 16;
  private static final int ONE_BYTE = 1 << 8;
  private static final int HASH = 0x9E3779B1;

  private final int[] values;
  private final int[] numbers;

  /**
   * @param values ascending, as {@link #order} makes integers of floats
   * @param numbers of the value at each place
   */
  private Palette(int[] values, int[] numbers) {
    this.values = values;
    this.numbers = numbers;
  }

  /** The palette of an array, if it has few values. */
  static Optional<Palette> of(float[] voxels) {
    int most = Math.min(MOST, voxels.length / SHARE);
    int room = Integer.highestOneBit(Math.max(1, most)) << 2;
    int shift = Integer.SIZE - Integer.numberOfTrailingZeros(room);
    int[] table = new int[room];
    int[] found = new int[most];
    int[] numbers = new int[voxels.length];
    int count = 0;
    for (int i = 0; i < voxels.length; i++) {
      int value = order(Float.floatToRawIntBits(voxels[i]));
      int slot = value * HASH >>> shift;
      while (table[slot] > 0 && found[table[slot] - 1] != value) {
        slot = slot + 1 & room - 1;
      }
      if (table[slot] == 0) {
        if (count == most) {
          return Optional.empty();
        }
        found[count++] = value;
        table[slot] = count;
      }
      numbers[i] = table[slot] - 1;
    }
    return Optional.of(ascending(Arrays.copyOf(found, count), numbers));
  }

  private static Palette ascending(int[] values, int[] numbers) {
    long[] sorted = new long[values.length];
    Arrays.setAll(sorted, i -> (long) values[i] << Integer.SIZE | i);
    Arrays.sort(sorted);
    int[] ascending = new int[values.length];
    int[] rank = new int[values.length];
    for (int i = 0; i < sorted.length; i++) {
      ascending[i] = (int) (sorted[i] >> Integer.SIZE);
      rank[(int) sorted[i]] = i;
    }
    return new Palette(ascending, Arrays.stream(numbers).map(number -> rank[number]).toArray());
  }

  /** Whether the array is surely shorter by it than as it is. */
  boolean isSmall() {
    return values.length <= numbers.length / SMALL_SHARE;
  }

  /** Bits of floats as integers of the same order, and back. */
  private static int order(int bits) {
    return bits ^ (bits >> 31 & Integer.MAX_VALUE);
  }

  /** Bytes of so many values and places. */
  private static long size(int values, int places) {
    return Integer.BYTES * (1L + values) + (values <= ONE_BYTE ? 1L : 2L) * places;
  }

  /**
   * How many values there are, the values, each as its distance from the one before, and the
   * numbers; all bytes regrouped by significance. That is less than the array's own bytes.
   */
  byte[] encode() {
    int count = values.length;
    int places = numbers.length;
    byte[] bytes = new byte[Math.toIntExact(size(count, places))];
    ByteBuffer.wrap(bytes).putInt(count);
    int before = 0;
    for (int i = 0; i < count; i++) {
      int distance = values[i] - before;
      before = values[i];
      for (int b = 0; b < Integer.BYTES; b++) {
        bytes[Integer.BYTES + b * count + i] = (byte) (distance >> Byte.SIZE * b);
      }
    }
    int start = Integer.BYTES * (1 + count);
    for (int i = 0; i < places; i++) {
      bytes[start + i] = (byte) numbers[i];
    }
    for (int i = 0; count > ONE_BYTE && i < places; i++) {
      bytes[start + places + i] = (byte) (numbers[i] >> Byte.SIZE);
    }
    return bytes;
  }

  /**
   * The array that was encoded.
   *
   * @param length how many of the bytes count
   * @param voxels places of the array
   * @throws ZstdException if these are not the bytes of such an array
   */
  static float[] decode(byte[] bytes, int length, int voxels) {
    int count = length < Integer.BYTES ? -1 : ByteBuffer.wrap(bytes).getInt();
    if (count < 0 || count > MOST || size(count, voxels) != length) {
      throw new ZstdException(0, "it holds " + length + " bytes, not those of " + voxels);
    }
    float[] palette = new float[count];
    int value = 0;
    for (int i = 0; i < count; i++) {
      for (int b = 0; b < Integer.BYTES; b++) {
        value += (bytes[Integer.BYTES + b * count + i] & 0xff) << Byte.SIZE * b;
      }
      palette[i] = Float.intBitsToFloat(order(value));
    }
    int start = Integer.BYTES * (1 + count);
    float[] decoded = new float[voxels];
    boolean wide = count > ONE_BYTE;
    for (int i = 0; i < voxels; i++) {
      int number = bytes[start + i] & 0xff;
      if (wide) {
        number |= (bytes[start + voxels + i] & 0xff) << Byte.SIZE;
      }
      if (number >= count) {
        throw new ZstdException(0, "it holds the number " + number + " of " + count + " values");
      }
      decoded[i] = palette[number];
    }
    return decoded;
  }
}
