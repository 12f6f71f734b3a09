package org.voxelbench.preparation.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.base.random.RandomStreams;

class BlocksTest {

  private static final int CHUNK = 32 * 32 * 32;

  /** Integers brought to mean 0 and deviation 1, as those of an image that isn't resampled. */
  private static float[] normalised(int places, int values) {
    RandomStream random = new RandomStreams(1).stream("blocks", places, values);
    float[] voxels = new float[places];
    for (int i = 0; i < places; i++) {
      voxels[i] = (float) ((random.nextInt(values) - 0.4 * values) / (0.3 * values));
    }
    return voxels;
  }

  private static int[] bits(float[] voxels) {
    return IntStream.range(0, voxels.length).map(i -> Float.floatToRawIntBits(voxels[i])).toArray();
  }

  private static void assertKept(float[] voxels) {
    float[] read = Blocks.floats(Blocks.compress(voxels), voxels.length);
    assertThat(bits(read)).isEqualTo(bits(voxels));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 255, 256, 257, 4000, 8191, 8192, 8193, CHUNK})
  void everyBitIsKeptHoweverManyValuesThereAre(int values) {
    assertKept(normalised(CHUNK, values));
    float[] counted = new float[CHUNK];
    for (int i = 0; i < CHUNK; i++) {
      counted[i] = (float) (i % values) - 100;
    }
    assertKept(counted);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 31, 1024, 1027, 1028, 1029})
  void everyBitIsKeptHoweverSmallAChunkIs(int places) {
    for (int values : new int[] {1, 2, 300, places}) {
      assertKept(normalised(places, values));
    }
  }

  @Test
  void everyBitOfOddFloatsIsKept() {
    float[] voxels = new float[CHUNK];
    int[] odd = {
      0,
      0x8000_0000,
      0x7f80_0000,
      0xff80_0000,
      0x7fc0_0000,
      0x7fc0_0001,
      0xffff_ffff,
      1,
      0x8000_0001,
      0x7f7f_ffff,
      0xff7f_ffff
    };
    for (int i = 0; i < CHUNK; i++) {
      voxels[i] = Float.intBitsToFloat(odd[i * 7 % odd.length]);
    }
    assertKept(voxels);
  }

  @ParameterizedTest
  @CsvSource({"200, 2", "2000, 1.3"})
  void fewValuesTakeLessThanTheirBytesRegrouped(int values, double times) {
    float[] voxels = normalised(CHUNK, values);

    assertThat(times * Blocks.compress(voxels).length).isLessThan(regrouped(voxels).length);
  }

  /** What versions before wrote of any array. */
  private static byte[] regrouped(float[] voxels) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * voxels.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(voxels);
    byte[] grouped = new byte[4 * voxels.length];
    for (int i = 0; i < grouped.length; i++) {
      grouped[i % 4 * voxels.length + i / 4] = bytes.get(i);
    }
    return Zstd.compress(grouped);
  }

  @Test
  void whatVersionsBeforeWroteIsRead() {
    float[] voxels = normalised(CHUNK, 200);

    assertThat(Blocks.floats(regrouped(voxels), CHUNK)).isEqualTo(voxels);
  }

  @Test
  void aBlockOfAnotherLengthIsRefused() {
    for (int values : new int[] {200, CHUNK}) {
      float[] voxels = normalised(CHUNK, values);
      byte[] block = Blocks.compress(voxels);
      assertThat(Blocks.floats(block, CHUNK)).as("its own length").isEqualTo(voxels);
      for (int other : new int[] {1, CHUNK - 1, CHUNK + 1, 2 * CHUNK}) {
        assertThatThrownBy(() -> Blocks.floats(block, other)).isInstanceOf(ZstdException.class);
      }
    }
  }
}
