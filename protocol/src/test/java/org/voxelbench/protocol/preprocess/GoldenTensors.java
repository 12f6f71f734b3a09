package org.voxelbench.protocol.preprocess;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The tensors of a golden safetensors file. */
public final class GoldenTensors {

  private final JsonNode header;
  private final ByteBuffer data;

  private GoldenTensors(JsonNode header, ByteBuffer data) {
    this.header = header;
    this.data = data;
  }

  public static GoldenTensors read(Path file) throws IOException {
    ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int length = Math.toIntExact(all.getLong());
    String json = new String(all.array(), 8, length, StandardCharsets.UTF_8);
    all.position(8 + length);
    return new GoldenTensors(
        new ObjectMapper().readTree(json), all.slice().order(ByteOrder.LITTLE_ENDIAN));
  }

  public boolean has(String name) {
    return header.has(name);
  }

  public int[] shape(String name) {
    JsonNode shape = header.get(name).get("shape");
    int[] sizes = new int[shape.size()];
    Arrays.setAll(sizes, i -> shape.get(i).asInt());
    return sizes;
  }

  /** The values, whatever their type, as doubles. */
  public double[] values(String name) {
    JsonNode entry = header.get(name);
    int at = entry.get("data_offsets").get(0).asInt();
    int n = Arrays.stream(shape(name)).reduce(1, Math::multiplyExact);
    double[] values = new double[n];
    String type = entry.get("dtype").asText();
    for (int i = 0; i < n; i++) {
      values[i] =
          switch (type) {
            case "F32" -> data.getFloat(at + 4 * i);
            case "F64" -> data.getDouble(at + 8 * i);
            case "I8" -> data.get(at + i);
            case "U8" -> data.get(at + i) & 0xff;
            case "I16" -> data.getShort(at + 2 * i);
            case "I32" -> data.getInt(at + 4 * i);
            case "I64" -> data.getLong(at + 8 * i);
            default -> throw new IllegalArgumentException(type);
          };
    }
    return values;
  }

  public float[] floats(String name) {
    double[] values = values(name);
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  public short[] shorts(String name) {
    double[] values = values(name);
    short[] shorts = new short[values.length];
    for (int i = 0; i < shorts.length; i++) {
      shorts[i] = (short) values[i];
    }
    return shorts;
  }
}
