package org.voxelbench.weights.safetensors;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.Listing;
import org.voxelbench.base.file.FileFault;
import org.voxelbench.base.format.JsonFile;

/**
 * An index of shards, {@code *.safetensors.index.json}: which file beside it holds which tensor.
 *
 * @param shards the name of its file by the name of a tensor, in the order of the index
 */
record ShardIndex(Path file, Map<String, String> shards) {

  static final String ENDING = ".safetensors.index.json";

  private static final String KEY = "weight_map";

  static ShardIndex read(Path file) {
    JsonNode map = JsonFile.read(file).path(KEY);
    if (!map.isObject() || map.isEmpty()) {
      throw new BadInputException(
          file + ": key '" + KEY + "' must be an object with a file for every tensor.");
    }
    Map<String, String> shards = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> tensor : map.properties()) {
      String shard = tensor.getValue().asText();
      if (!tensor.getValue().isTextual() || !isBeside(shard)) {
        throw new BadInputException(
            file
                + ": tensor '"
                + tensor.getKey()
                + "' must be in a .safetensors file beside the index, not in "
                + tensor.getValue()
                + ".");
      }
      shards.put(tensor.getKey(), shard);
    }
    return new ShardIndex(file, shards);
  }

  private static boolean isBeside(String shard) {
    return shard.matches("[^/\\\\:\0]{1,240}") && shard.endsWith(".safetensors");
  }

  /** The only index of a folder. */
  static Path in(Path folder) {
    List<Path> found;
    try (Stream<Path> files = Files.list(folder)) {
      found = files.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
    } catch (IOException e) {
      throw new BadInputException(folder + ": can't be listed (" + FileFault.words(e) + ").", e);
    }
    if (found.size() != 1) {
      throw new BadInputException(
          folder
              + ": a folder of weights holds one *"
              + ENDING
              + ", but this one "
              + (found.isEmpty()
                  ? "holds none; name the file itself."
                  : "holds "
                      + Listing.of(found.stream().map(Path::getFileName).toList())
                      + "; name one of them."));
    }
    return found.get(0);
  }

  /** The shards' files by their names, in the order of the index. */
  Map<String, Path> files() {
    return shards.values().stream()
        .distinct()
        .collect(
            Collectors.toMap(name -> name, file::resolveSibling, (a, b) -> a, LinkedHashMap::new));
  }
}
