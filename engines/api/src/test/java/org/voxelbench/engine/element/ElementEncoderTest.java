package org.voxelbench.engine.element;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.NdArray;

class ElementEncoderTest {

  private static byte[] bytes(ElementType type, double... values) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ElementEncoder.encode(NdArray.of(new int[] {values.length}, values), type, out);
    return out.toByteArray();
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64", "I8", "U8", "I16", "I32", "I64", "BOOL"})
  void whatIsWrittenIsReadBack(ElementType type) throws IOException {
    double[] values = new double[70_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 2;
    }
    byte[] written = bytes(type, values);
    assertThat(written).hasSize(values.length * type.bytes());
    ElementDecoder decoder = type.decoder("", values.length);
    decoder.accept(ByteBuffer.wrap(written).order(ByteOrder.LITTLE_ENDIAN));
    assertThat(decoder.array(new int[] {values.length}).doubles()).isEqualTo(values);
  }

  @Test
  void wholeNumbersAreLittleEndianInTwosComplement() throws IOException {
    assertThat(bytes(ElementType.I16, -2, 258)).containsExactly(-2, -1, 2, 1);
    assertThat(bytes(ElementType.U8, 255)).containsExactly(-1);
    assertThat(bytes(ElementType.I64, -0x1p63)).containsExactly(0, 0, 0, 0, 0, 0, 0, -128);
  }

  @ParameterizedTest
  @CsvSource({
    "I64, 0.5",
    "I64, 0x1p63",
    "I32, 2147483648",
    "I16, -32769",
    "I8, 128",
    "U8, -1",
    "U8, 256",
    "BOOL, 2",
    "I64, NaN"
  })
  void aValueThatIsNoneOfTheTypeIsRefused(ElementType type, String value) {
    double given = Double.parseDouble(value);
    assertThatThrownBy(() -> bytes(type, given))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("the value " + given + " can't be written as " + type);
  }
}
