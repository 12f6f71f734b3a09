package org.voxelbench.weights.safetensors;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.safetensors.SafetensorsEntry;
import org.voxelbench.engine.safetensors.SafetensorsFile;
import org.voxelbench.weights.tensor.Region;
import org.voxelbench.weights.tensor.StoredTensor;
import org.voxelbench.weights.tensor.TensorSource;

/** An open {@code .safetensors} file, in which every tensor lies apart. */
public final class SafetensorsSource implements TensorSource {

  private final SafetensorsFile open;
  private final Map<String, SafetensorsEntry> entries = new LinkedHashMap<>();
  private final List<StoredTensor> tensors;

  private SafetensorsSource(Path file, SafetensorsFile open) {
    this.open = open;
    open.entries().forEach(entry -> entries.put(entry.name(), entry));
    this.tensors = open.entries().stream().map(entry -> stored(file, entry)).toList();
  }

  /**
   * Opens a file.
   *
   * @throws org.voxelbench.engine.EngineException naming the file, if it does not keep the format
   */
  public static SafetensorsSource open(Path file) {
    return new SafetensorsSource(file, SafetensorsFile.open(file));
  }

  private static StoredTensor stored(Path file, SafetensorsEntry entry) {
    List<Integer> sizes = Arrays.stream(entry.shape()).boxed().toList();
    long offset = entry.begin() / entry.type().bytes();
    // Values may begin anywhere, but two tensors never share a byte.
    String storage = file.getFileName() + "#" + entry.name();
    return new StoredTensor(entry.name(), Region.dense(storage, entry.type(), offset, sizes));
  }

  @Override
  public List<StoredTensor> tensors() {
    return tensors;
  }

  /** The free text of the header. */
  @Override
  public Map<String, Object> content() {
    return Collections.unmodifiableMap(open.metadata());
  }

  @Override
  public NdArray read(StoredTensor tensor) {
    return open.read(entries.get(tensor.path()));
  }

  @Override
  public void close() {
    open.close();
  }
}
