package org.voxelbench.weights.safetensors;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.Listing;
import org.voxelbench.engine.NdArray;
import org.voxelbench.weights.tensor.StoredTensor;
import org.voxelbench.weights.tensor.TensorSource;

/** The shards of an index, all of them open. */
public final class ShardedSafetensors implements TensorSource {

  private final Map<String, SafetensorsSource> shards;
  private final Map<String, SafetensorsSource> places = new LinkedHashMap<>();
  private final List<StoredTensor> tensors = new ArrayList<>();

  private ShardedSafetensors(ShardIndex index, Map<String, SafetensorsSource> shards) {
    this.shards = shards;
    shards.forEach((name, shard) -> take(index, name, shard));
    List<String> missing =
        index.shards().keySet().stream().filter(name -> !places.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      String first = missing.get(0);
      throw new BadInputException(
          index.file()
              + ": tensor '"
              + first
              + "' is not in "
              + index.shards().get(first)
              + ", where the index says"
              + (missing.size() > 1 ? " (" + (missing.size() - 1) + " more like it)" : "")
              + "; fetch the shards anew.");
    }
  }

  private void take(ShardIndex index, String name, SafetensorsSource shard) {
    for (StoredTensor tensor : shard.tensors()) {
      String stated = index.shards().get(tensor.path());
      if (!name.equals(stated)) {
        throw new BadInputException(
            index.file()
                + ": tensor '"
                + tensor.path()
                + "' is in "
                + name
                + (stated == null
                    ? ", but the index does not name it"
                    : ", but the index says " + stated)
                + "; fetch index and shards anew.");
      }
      places.put(tensor.path(), shard);
      tensors.add(tensor);
    }
  }

  /** Whether a file is an index by its name. */
  public static boolean isIndex(Path file) {
    return file.getFileName().toString().endsWith(ShardIndex.ENDING);
  }

  /** The only index in a folder. */
  public static Path indexIn(Path folder) {
    return ShardIndex.in(folder);
  }

  /**
   * Opens an index with all its shards.
   *
   * @throws BadInputException naming index and shard, if one is missing or holds other tensors than
   *     the index says
   */
  public static ShardedSafetensors open(Path file) {
    ShardIndex index = ShardIndex.read(file);
    List<String> missing =
        index.files().entrySet().stream()
            .filter(shard -> !Files.isRegularFile(shard.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    if (!missing.isEmpty()) {
      throw new BadInputException(
          file + ": the shards " + Listing.of(missing) + " are not beside it; fetch them too.");
    }
    Map<String, SafetensorsSource> open = new LinkedHashMap<>();
    try {
      index.files().forEach((name, shard) -> open.put(name, SafetensorsSource.open(shard)));
      return new ShardedSafetensors(index, open);
    } catch (RuntimeException e) {
      open.values().forEach(SafetensorsSource::close);
      throw e;
    }
  }

  @Override
  public List<StoredTensor> tensors() {
    return List.copyOf(tensors);
  }

  /** The free text of all headers by shard. */
  @Override
  public Map<String, Object> content() {
    Map<String, Object> content = new LinkedHashMap<>();
    shards.forEach((name, shard) -> content.put(name, shard.content()));
    return content;
  }

  @Override
  public NdArray read(StoredTensor tensor) {
    return places.get(tensor.path()).read(tensor);
  }

  @Override
  public void close() {
    shards.values().forEach(SafetensorsSource::close);
  }
}
