package org.voxelbench.engine.safetensors;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voxelbench.engine.EngineException;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.element.ElementEncoder;
import org.voxelbench.engine.element.ElementType;

/**
 * Named arrays in a {@code .safetensors} file: a little-endian length of 8 bytes, a JSON header and
 * the values in C order.
 *
 * <p>Header, offsets and sizes are checked against the file before memory is taken; a file that
 * does not keep the format is refused with an {@link EngineException} that names file and tensor.
 * Values become floats as {@link ElementType} says. Written are {@code F32} and {@code F64}.
 *
 * @param tensors the arrays by name, in the order of their place in the file
 * @param metadata the header's {@code __metadata__}, free text by key
 * @see <a href="https://github.com/huggingface/safetensors">the format</a>
 */
public record Safetensors(Map<String, NdArray> tensors, Map<String, String> metadata) {

  public Safetensors {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /** Reads every tensor of a file. */
  public static Safetensors read(Path file) {
    try (SafetensorsFile open = SafetensorsFile.open(file)) {
      Map<String, NdArray> tensors = new LinkedHashMap<>();
      for (SafetensorsEntry entry : open.entries()) {
        tensors.put(entry.name(), open.read(entry));
      }
      return new Safetensors(tensors, open.metadata());
    }
  }

  /** Reads one tensor of a file, and of the others the header only. */
  public static NdArray read(Path file, String name) {
    try (SafetensorsFile open = SafetensorsFile.open(file)) {
      for (SafetensorsEntry entry : open.entries()) {
        if (entry.name().equals(name)) {
          return open.read(entry);
        }
      }
      throw new EngineException(
          file + " holds no tensor '" + name + "' among its " + open.entries().size() + ".");
    }
  }

  /** The names of a file's tensors, in the order of their place in the file. */
  public static List<String> names(Path file) {
    try (SafetensorsFile open = SafetensorsFile.open(file)) {
      return open.entries().stream().map(SafetensorsEntry::name).toList();
    }
  }

  /** The free text of a file's header by key; empty if it has none. */
  public static Map<String, String> metadata(Path file) {
    try (SafetensorsFile open = SafetensorsFile.open(file)) {
      return open.metadata();
    }
  }

  /** Writes the tensors in the map's order; the stream stays open. */
  public static void write(
      OutputStream out, Map<String, NdArray> tensors, Map<String, String> metadata)
      throws IOException {
    out.write(header(tensors, metadata));
    writeValues(out, tensors);
  }

  /** What a file begins with, up to the first value. */
  public static byte[] header(Map<String, NdArray> tensors, Map<String, String> metadata)
      throws IOException {
    return SafetensorsHeader.bytes(tensors, metadata);
  }

  /** Writes what follows the header; the stream stays open. */
  public static void writeValues(OutputStream out, Map<String, NdArray> tensors)
      throws IOException {
    for (NdArray array : tensors.values()) {
      ElementEncoder.encode(array, ElementType.of(array), out);
    }
  }
}
