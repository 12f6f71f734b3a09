package org.voxelbench.weights;

import java.io.Closeable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.Suggestions;
import org.voxelbench.engine.NdArray;
import org.voxelbench.weights.pytorch.PytorchFile;
import org.voxelbench.weights.safetensors.SafetensorsSource;
import org.voxelbench.weights.safetensors.ShardedSafetensors;
import org.voxelbench.weights.tensor.Region;
import org.voxelbench.weights.tensor.StoredTensor;
import org.voxelbench.weights.tensor.TensorSource;

/**
 * An open file of weights of any kind: which tensors it holds, what it says beside them, and the
 * values of one tensor at a time.
 *
 * <p>Read are files of {@code torch.save} (PyTorch 1.6 or newer), {@code .safetensors}, and an
 * index of shards. Nothing in a file is ever executed, and memory is bounded by its size. Values
 * become floats as {@link org.voxelbench.engine.element.ElementType} says. Not for several threads.
 */
public final class WeightsArchive implements Closeable {

  private final Path file;
  private final WeightsFormat format;
  private final TensorSource source;
  private final Map<String, StoredTensor> byPath = new LinkedHashMap<>();

  private WeightsArchive(Path file, WeightsFormat format, TensorSource source) {
    this.file = file;
    this.format = format;
    this.source = source;
    source.tensors().forEach(tensor -> byPath.put(tensor.path(), tensor));
  }

  /**
   * Opens a file and reads all but the tensors' values.
   *
   * @param file a file of weights, an index of shards, or a folder with one index in it
   * @throws BadInputException naming the file and the offender, if it is none that is read, is
   *     damaged, or asks for code
   * @throws org.voxelbench.engine.EngineException the same of safetensors
   */
  public static WeightsArchive open(Path file) {
    Path opened = Files.isDirectory(file) ? ShardedSafetensors.indexIn(file) : file;
    WeightsFormat format = WeightsFormat.of(opened);
    TensorSource source =
        switch (format) {
          case PYTORCH -> PytorchFile.open(opened);
          case SAFETENSORS -> SafetensorsSource.open(opened);
          case SHARDED_SAFETENSORS -> ShardedSafetensors.open(opened);
        };
    return new WeightsArchive(opened, format, source);
  }

  /** The file that was opened: the index, if its folder was named. */
  public Path file() {
    return file;
  }

  /** Which kind of file it is. */
  public WeightsFormat format() {
    return format;
  }

  /** Every tensor under every path that leads to it, in the order of the file. */
  public List<StoredTensor> tensors() {
    return source.tensors();
  }

  /** The tensor of a path, if there is one. */
  public Optional<StoredTensor> tensor(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  /**
   * The paths of every tensor, each tensor once: those of equal regions are one.
   *
   * @return lists of one path or more in the order of the file; the first names the tensor
   */
  public List<List<String>> distinct() {
    Map<Region, List<String>> paths = new LinkedHashMap<>();
    for (StoredTensor tensor : tensors()) {
      paths.computeIfAbsent(tensor.region(), added -> new ArrayList<>()).add(tensor.path());
    }
    return List.copyOf(paths.values());
  }

  /**
   * What the file holds, as nested maps with texts as keys, lists, texts, numbers, booleans and
   * {@code null}.
   *
   * <p>A tensor stands in it as its {@link StoredTensor}; tuples and sets are lists; an object of
   * Python that is nothing but data is a map of its {@code class}, {@code arguments} and {@code
   * state}. What is no dictionary itself stands under {@code value}.
   */
  public Map<String, Object> content() {
    return source.content();
  }

  /**
   * Reads the values of one tensor.
   *
   * @throws BadInputException if there is none of that path, or its bytes are damaged
   * @throws org.voxelbench.engine.EngineException if values of its type can't be read
   */
  public NdArray read(String path) {
    StoredTensor tensor = byPath.get(path);
    if (tensor == null) {
      throw new BadInputException(
          file
              + ": there is no tensor '"
              + path
              + "' among its "
              + byPath.size()
              + Suggestions.hint(path, byPath.keySet())
              + ".");
    }
    return source.read(tensor);
  }

  @Override
  public void close() {
    source.close();
  }
}
