package org.voxelbench.engine.safetensors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.element.ElementDecoder;
import org.voxelbench.engine.element.ElementType;

/**
 * The checked header of a safetensors file.
 *
 * @param file the file, for messages
 * @param start where the values begin, in bytes
 * @param entries the tensors, in the order of their place in the file
 * @param metadata free text by key
 */
record SafetensorsHeader(
    Path file, long start, List<SafetensorsEntry> entries, Map<String, String> metadata) {

  private static final String METADATA = "__metadata__";

  /** The format's own limit, in bytes. */
  private static final int LONGEST = 100_000_000;

  /** Values that are converted at once. */
  private static final int CHUNK = 1 << 16;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static SafetensorsHeader read(Path file, FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < Long.BYTES) {
      throw new EngineException(
          file + " has only " + size + " bytes; a safetensors file begins with a length of 8.");
    }
    long length = bytes(channel, 0, Long.BYTES).getLong();
    if (length < 2 || length > LONGEST || length > size - Long.BYTES) {
      throw new EngineException(
          file
              + " gives its header "
              + length
              + " bytes, which can't be in a file of "
              + size
              + " bytes.");
    }
    JsonNode root;
    try {
      root = JSON.readTree(bytes(channel, Long.BYTES, (int) length).array());
    } catch (JsonProcessingException e) {
      throw new EngineException(
          file + " has a header that is not JSON: " + e.getOriginalMessage() + ".", e);
    }
    if (!root.isObject()) {
      throw new EngineException(file + " has a header that is not a JSON object.");
    }
    long start = Long.BYTES + length;
    Map<String, String> metadata = new LinkedHashMap<>();
    List<SafetensorsEntry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : root.properties()) {
      if (field.getKey().equals(METADATA)) {
        readMetadata(file, field.getValue(), metadata);
      } else {
        entries.add(entry(file, field.getKey(), field.getValue(), size - start));
      }
    }
    entries.sort(
        Comparator.comparingLong(SafetensorsEntry::begin).thenComparingLong(SafetensorsEntry::end));
    checkCover(file, entries, size - start);
    return new SafetensorsHeader(file, start, List.copyOf(entries), metadata);
  }

  private static void readMetadata(Path file, JsonNode node, Map<String, String> metadata) {
    if (!node.isObject()) {
      throw new EngineException(file + " has metadata that are not a JSON object of texts.");
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!field.getValue().isTextual()) {
        throw new EngineException(
            file + " has the metadata '" + field.getKey() + "', which is not a text.");
      }
      metadata.put(field.getKey(), field.getValue().textValue());
    }
  }

  private static SafetensorsEntry entry(Path file, String name, JsonNode node, long dataSize) {
    String where = file + ", tensor '" + name + "': ";
    ElementType type = type(where, node.path("dtype").asText());
    JsonNode axes = node.path("shape");
    JsonNode offsets = node.path("data_offsets");
    if (!axes.isArray() || !offsets.isArray() || offsets.size() != 2) {
      throw new EngineException(where + "'shape' and 'data_offsets' of two numbers are needed.");
    }
    int[] shape = new int[axes.size()];
    for (int i = 0; i < shape.length; i++) {
      if (!axes.get(i).isIntegralNumber() || !axes.get(i).canConvertToInt()) {
        throw new EngineException(where + "the axis " + axes.get(i) + " is not a whole number.");
      }
      shape[i] = axes.get(i).intValue();
    }
    long begin = offset(where, offsets.get(0), dataSize);
    long end = offset(where, offsets.get(1), dataSize);
    long values = count(where, shape);
    if (end - begin != values * type.bytes()) {
      throw new EngineException(
          where
              + "the offsets "
              + begin
              + " to "
              + end
              + " do not hold "
              + values
              + " values of "
              + type
              + ".");
    }
    return new SafetensorsEntry(name, type, shape, begin, end);
  }

  private static ElementType type(String where, String name) {
    return ElementType.named(name)
        .orElseThrow(
            () ->
                new EngineException(
                    where
                        + "the type '"
                        + name
                        + "' is not one of "
                        + Arrays.toString(ElementType.values())
                        + "."));
  }

  private static long offset(String where, JsonNode node, long dataSize) {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw new EngineException(where + "the offset " + node + " is not a whole number.");
    }
    long offset = node.longValue();
    if (offset < 0 || offset > dataSize) {
      throw new EngineException(
          where + "the offset " + offset + " lies outside the " + dataSize + " bytes of values.");
    }
    return offset;
  }

  private static long count(String where, int[] shape) {
    long values = 1;
    for (int axis : shape) {
      if (axis < 0) {
        throw new EngineException(where + "the axis " + axis + " is negative.");
      }
      values = axis == 0 ? 0 : values > Integer.MAX_VALUE / axis ? Long.MAX_VALUE : values * axis;
      if (values > Integer.MAX_VALUE - 8) {
        throw new EngineException(where + "it holds more values than a Java array can.");
      }
    }
    return values;
  }

  private static void checkCover(Path file, List<SafetensorsEntry> entries, long dataSize) {
    long end = 0;
    for (SafetensorsEntry entry : entries) {
      if (entry.begin() != end) {
        throw new EngineException(
            file
                + ", tensor '"
                + entry.name()
                + "': it begins at byte "
                + entry.begin()
                + ", but the values before it end at "
                + end
                + ".");
      }
      end = entry.end();
    }
    if (end != dataSize) {
      throw new EngineException(
          file + " holds " + dataSize + " bytes of values, but its header names " + end + ".");
    }
  }

  /** Reads the values of one tensor. */
  NdArray values(FileChannel channel, SafetensorsEntry entry) throws IOException {
    String where = file + ", tensor '" + entry.name() + "': ";
    int count = (int) NdArray.size(entry.shape());
    ElementDecoder decoder = entry.type().decoder(where, count);
    int chunk = CHUNK * entry.type().bytes();
    for (long at = entry.begin(); at < entry.end(); at += chunk) {
      int length = (int) Math.min(chunk, entry.end() - at);
      decoder.accept(bytes(channel, start + at, length));
    }
    return decoder.array(entry.shape());
  }

  private static ByteBuffer bytes(FileChannel channel, long at, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position()) < 0) {
        throw new EOFException("it ends at byte " + (at + buffer.position()));
      }
    }
    return buffer.flip();
  }

  /** Length and header, padded with spaces so that the values begin at a multiple of 8. */
  static byte[] bytes(Map<String, NdArray> tensors, Map<String, String> metadata)
      throws IOException {
    ObjectNode root = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      ObjectNode texts = root.putObject(METADATA);
      metadata.forEach(texts::put);
    }
    long begin = 0;
    for (Map.Entry<String, NdArray> tensor : tensors.entrySet()) {
      if (tensor.getKey().equals(METADATA)) {
        throw new EngineException("a tensor can't be named '" + METADATA + "'; rename it.");
      }
      ElementType type = ElementType.of(tensor.getValue());
      long end = begin + (long) tensor.getValue().size() * type.bytes();
      ObjectNode entry = root.putObject(tensor.getKey()).put("dtype", type.name());
      var shape = entry.putArray("shape");
      for (int axis : tensor.getValue().shape()) {
        shape.add(axis);
      }
      entry.putArray("data_offsets").add(begin).add(end);
      begin = end;
    }
    byte[] json = JSON.writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
    int padded = (json.length + 7) / 8 * 8;
    if (padded > LONGEST) {
      throw new EngineException("a header of " + padded + " bytes is too long for safetensors.");
    }
    ByteBuffer header =
        ByteBuffer.allocate(Long.BYTES + padded).order(ByteOrder.LITTLE_ENDIAN).putLong(padded);
    header.put(json);
    while (header.hasRemaining()) {
      header.put((byte) ' ');
    }
    return header.array();
  }
}
