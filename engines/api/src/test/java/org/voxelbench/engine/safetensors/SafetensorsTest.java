package org.voxelbench.engine.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.Values;
import org.voxelbench.engine.element.ElementType;

class SafetensorsTest {

  @TempDir Path folder;

  private Path file(String header, int... values) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + json.length + values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json);
    for (int value : values) {
      bytes.put((byte) value);
    }
    return Files.write(folder.resolve("case.safetensors"), bytes.array());
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    Map<String, NdArray> tensors = new LinkedHashMap<>();
    tensors.put("weights/é \"quoted\"", Values.single(Values.of(1, 3, 70_001)));
    tensors.put("empty", NdArray.zeros(2, 0, 3));
    tensors.put("doubles", NdArray.of(new int[] {2}, Math.PI, Double.MIN_VALUE));
    tensors.put("scalar", NdArray.of(new int[0], Float.NaN));
    Map<String, String> metadata = Map.of("format", "pt", "note", "line\nline");
    Path file = folder.resolve("written.safetensors");
    try (OutputStream out = Files.newOutputStream(file)) {
      Safetensors.write(out, tensors, metadata);
    }
    Safetensors read = Safetensors.read(file);
    assertThat(read.metadata()).isEqualTo(metadata);
    assertThat(read.tensors().keySet()).containsExactlyInAnyOrderElementsOf(tensors.keySet());
    tensors.forEach(
        (name, array) -> {
          NdArray again = read.tensors().get(name);
          assertThat(again.shape()).isEqualTo(array.shape());
          assertThat(again.isDouble()).isEqualTo(array.isDouble());
          assertThat(Arrays.equals(again.doubles(), array.doubles())).as(name).isTrue();
        });
    assertThat(ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).getLong())
        .as("the values begin at a multiple of 8")
        .matches(length -> length % 8 == 0);
  }

  @Test
  void narrowAndWholeNumbersAreWidened() throws IOException {
    assertThat(one("F16", 0x00, 0x3c, 0x00, 0xc0, 0x01, 0x00, 0x00, 0x7c))
        .containsExactly(1, -2, 0x1p-24, Double.POSITIVE_INFINITY);
    assertThat(one("BF16", 0x80, 0x3f, 0x49, 0xc0)).containsExactly(1, -3.140625);
    assertThat(one("I8", 0x80, 0x7f)).containsExactly(-128, 127);
    assertThat(one("U8", 0x80, 0xff)).containsExactly(128, 255);
    assertThat(one("I16", 0x00, 0x80)).containsExactly(-32768);
    assertThat(one("I32", 0xff, 0xff, 0xff, 0x7f)).containsExactly(Integer.MAX_VALUE);
    assertThat(one("I64", 0, 0, 0, 0, 0, 0, 0x20, 0)).containsExactly(0x1p53);
    assertThat(one("U16", 0xfe, 0xff)).containsExactly(65534);
    assertThat(one("U32", 0xff, 0xff, 0xff, 0xff)).containsExactly(4294967295.0);
    assertThat(one("U64", 0, 0, 0, 0, 0, 0, 0x20, 0)).containsExactly(0x1p53);
    assertThat(one("U64", 0, 0, 0, 0, 0, 0, 0, 0x80)).containsExactly(0x1p63);
    assertThat(one("BOOL", 0, 1)).containsExactly(0, 1);
  }

  private double[] one(String type, int... values) throws IOException {
    int size = ElementType.valueOf(type).bytes();
    String header =
        "{\"a\":{\"dtype\":\"%s\",\"shape\":[%d],\"data_offsets\":[0,%d]}}"
            .formatted(type, values.length / size, values.length);
    return Safetensors.read(file(header, values), "a").doubles();
  }

  private static String tensor(String name, String shape, long begin, long end) {
    return "\"%s\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
        .formatted(name, shape, begin, end);
  }

  @TestFactory
  Stream<DynamicTest> headersThatDoNotKeepTheFormatAreRefused() {
    Map<String, String> broken = new LinkedHashMap<>();
    broken.put("{\"a\":", "is not JSON");
    broken.put("[1,2]  ", "is not a JSON object");
    broken.put("{} trailing", "is not JSON");
    broken.put("{" + tensor("a", "[1]", 0, 4) + "," + tensor("a", "[1]", 4, 8) + "}", "not JSON");
    broken.put("{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,8]}}", "'a': 'shape'");
    broken.put("{\"a\":{\"dtype\":\"F8\",\"shape\":[2]}}", "'a': the type 'F8'");
    broken.put("{" + tensor("a", "[-1,-2]", 0, 8) + "}", "'a': the axis -1");
    broken.put("{" + tensor("a", "[2.5]", 0, 8) + "}", "'a': the axis 2.5");
    broken.put("{" + tensor("a", "[3000000000]", 0, 8) + "}", "'a': the axis 3000000000");
    broken.put("{" + tensor("a", "[65536,65536,65536,65536]", 0, 8) + "}", "'a': it holds more");
    broken.put("{" + tensor("a", "[3]", 0, 8) + "}", "'a': the offsets 0 to 8");
    broken.put("{" + tensor("a", "[2]", 4, 12) + "}", "'a': the offset 12");
    broken.put("{" + tensor("a", "[2]", 8, 0) + "}", "'a': the offsets 8 to 0");
    broken.put("{" + tensor("a", "[1]", 4, 8) + "}", "'a': it begins at byte 4");
    broken.put(
        "{" + tensor("a", "[2]", 0, 8) + "," + tensor("b", "[1]", 4, 8) + "}", "'b': it begins");
    broken.put("{" + tensor("a", "[1]", 0, 4) + "}", "its header names 4");
    broken.put("{\"__metadata__\":{\"k\":1}," + tensor("a", "[2]", 0, 8) + "}", "metadata 'k'");
    broken.put("{\"__metadata__\":7," + tensor("a", "[2]", 0, 8) + "}", "metadata");
    return broken.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      Path file = file(entry.getKey(), new int[8]);
                      assertThatThrownBy(() -> Safetensors.read(file))
                          .isInstanceOf(EngineException.class)
                          .hasMessageContainingAll("case.safetensors", entry.getValue());
                    }));
  }

  @Test
  void lengthsBeyondTheFileAreRefusedBeforeMemoryIsTaken() throws IOException {
    for (long length : new long[] {Long.MAX_VALUE, -1, 1L << 40, 1, 100}) {
      byte[] bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
      Path file = Files.write(folder.resolve("length.safetensors"), bytes);
      assertThatThrownBy(() -> Safetensors.read(file))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("length.safetensors");
    }
    Path shorter = Files.write(folder.resolve("short.safetensors"), new byte[5]);
    assertThatThrownBy(() -> Safetensors.names(shorter)).hasMessageContaining("only 5 bytes");
    assertThatThrownBy(() -> Safetensors.read(folder.resolve("missing.safetensors")))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("missing.safetensors");
  }

  @Test
  void namesThatAreNotThereAndNumbersThatDoNotFitAreRefused() throws IOException {
    Path file = file("{" + tensor("a", "[1]", 0, 4) + "}", 0, 0, 0, 0);
    assertThatThrownBy(() -> Safetensors.read(file, "b")).hasMessageContaining("'b'");
    assertThatThrownBy(() -> one("I64", 1, 0, 0, 0, 0, 0, 0x20, 0))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("9007199254740993");
    assertThatThrownBy(() -> one("U64", 1, 0, 0, 0, 0, 0, 0, 0x80))
        .hasMessageContaining("9223372036854775809");
    assertThatThrownBy(() -> one("F8_E4M3", 1))
        .hasMessageContainingAll("case.safetensors", "'a'", "F8_E4M3 can't be read");
    assertThatThrownBy(
            () ->
                Safetensors.write(
                    OutputStream.nullOutputStream(),
                    Map.of("__metadata__", NdArray.zeros(1)),
                    Map.of()))
        .isInstanceOf(EngineException.class);
  }
}
