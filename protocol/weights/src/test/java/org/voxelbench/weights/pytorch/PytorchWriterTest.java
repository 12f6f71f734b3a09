package org.voxelbench.weights.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.element.ElementType;
import org.voxelbench.weights.WeightsArchive;
import org.voxelbench.weights.pickle.Tuple;

class PytorchWriterTest {

  @TempDir private Path folder;

  /** What {@code written.py} expects to find in {@code written.pth}. */
  private static Map<String, Object> content() {
    NdArray shared = NdArray.of(new int[] {2, 3}, 0f, 1, 2, 3, 4, -0.5f);
    Map<String, Object> weights = new LinkedHashMap<>();
    weights.put("encoder.stem.weight", shared);
    weights.put("decoder.encoder.stem.weight", shared);
    weights.put("doubles", NdArray.of(new int[] {2}, Math.PI, 1e300));
    weights.put("special", NdArray.of(new int[] {3}, Float.NaN, Float.NEGATIVE_INFINITY, -0f));
    weights.put("empty", NdArray.zeros(2, 0, 3));
    for (ElementType type :
        new ElementType[] {
          ElementType.I8,
          ElementType.U8,
          ElementType.I16,
          ElementType.I32,
          ElementType.I64,
          ElementType.BOOL
        }) {
      NdArray bits = NdArray.of(new int[] {2}, 1f, 0f);
      weights.put(type.name().toLowerCase(Locale.ROOT), new TypedArray(bits, type));
    }
    weights.put("step", new TypedArray(NdArray.scalar(-7), ElementType.I64));
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("network_weights", weights);
    content.put("trainer_name", "nnUNetTrainer für 3D \ud83e\udde0");
    content.put("inference_allowed_mirroring_axes", Tuple.of(0, 1, 2));
    content.put("none", null);
    content.put("whole", List.of(0, 255, -1, Integer.MIN_VALUE, 1L << 40, -(1L << 40)));
    content.put("big", BigInteger.ONE.shiftLeft(70));
    content.put("decimal", List.of(0.1, 1.5f, Double.NEGATIVE_INFINITY));
    content.put("truth", List.of(true, false));
    content.put("nested", List.of(List.of(), Map.of("k", Tuple.of()), Map.of(0, "number")));
    return content;
  }

  @Test
  void theBytesAreThoseThatPyTorchAccepts() throws IOException {
    Path file = folder.resolve("written.pth");
    PytorchWriter.write(file, content());
    try (InputStream golden =
        Objects.requireNonNull(PytorchWriterTest.class.getResourceAsStream("written.pth"))) {
      assertThat(Files.readAllBytes(file)).isEqualTo(golden.readAllBytes());
    }
    try (var files = Files.list(folder)) {
      assertThat(files).as("nothing is left aside").containsExactly(file);
    }
  }

  @Test
  void whatIsWrittenIsReadBack() {
    Path file = folder.resolve("again.pth");
    PytorchWriter.write(file, content());
    Map<?, ?> weights = (Map<?, ?>) content().get("network_weights");
    try (WeightsArchive archive = WeightsArchive.open(file)) {
      assertThat(archive.tensors()).hasSize(weights.size());
      weights.forEach(
          (name, value) -> {
            NdArray array = value instanceof TypedArray typed ? typed.array() : (NdArray) value;
            NdArray again = archive.read("network_weights/" + name);
            assertThat(again.shape()).isEqualTo(array.shape());
            assertThat(again.doubles()).as("%s", name).isEqualTo(array.doubles());
          });
      assertThat(archive.distinct())
          .hasSize(weights.size() - 1)
          .contains(
              List.of(
                  "network_weights/encoder.stem.weight",
                  "network_weights/decoder.encoder.stem.weight"));
      assertThat(archive.content())
          .containsEntry("trainer_name", "nnUNetTrainer für 3D \ud83e\udde0")
          .containsEntry("inference_allowed_mirroring_axes", List.of(0L, 1L, 2L))
          .containsEntry("none", null)
          .containsEntry("whole", List.of(0L, 255L, -1L, -(1L << 31), 1L << 40, -(1L << 40)))
          .containsEntry("big", BigInteger.ONE.shiftLeft(70))
          .containsEntry("decimal", List.of(0.1, 1.5, Double.NEGATIVE_INFINITY))
          .containsEntry("truth", List.of(true, false))
          .containsEntry(
              "nested", List.of(List.of(), Map.of("k", List.of()), Map.of("0", "number")));
    }
  }

  @Test
  void storagesBeginAtMultiplesOf64() throws IOException {
    Path file = folder.resolve("aligned.pth");
    NdArray marked = NdArray.of(new int[] {4}, 1234.5f, 1234.5f, 1234.5f, 1234.5f);
    PytorchWriter.write(file, Map.of("a", NdArray.zeros(3), "b", marked));
    byte[] mark = {0, 0x50, (byte) 0x9a, 0x44, 0, 0x50, (byte) 0x9a, 0x44};
    byte[] bytes = Files.readAllBytes(file);
    int at = 0;
    while (!Arrays.equals(bytes, at, at + mark.length, mark, 0, mark.length)) {
      at++;
    }
    assertThat(at % 64).isZero();
  }

  @Test
  void whatHasNoFormIsRefused() {
    Path file = folder.resolve("refused.pth");
    for (Object value :
        new Object[] {
          new Object(), new int[1], new TypedArray(NdArray.scalar(1), ElementType.U16)
        }) {
      assertThatThrownBy(() -> PytorchWriter.write(file, Map.of("a", value)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(file).doesNotExist();
    }
  }
}
