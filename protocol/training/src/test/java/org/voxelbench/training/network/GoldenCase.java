package org.voxelbench.training.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.safetensors.Safetensors;

/** One golden case: a json file with the tensors beside it. */
public record GoldenCase(Path file, JsonNode json, Map<String, NdArray> tensors) {

  public static GoldenCase read(Path file) throws IOException {
    return new GoldenCase(
        file, GoldenFiles.json(file), Safetensors.read(GoldenFiles.tensors(file)).tensors());
  }

  /** The case's name. */
  public String name() {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - 5);
  }

  /** The tensors whose name starts so, without that prefix. */
  public Map<String, NdArray> under(String prefix) {
    Map<String, NdArray> found = new LinkedHashMap<>();
    tensors.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            found.put(name.substring(prefix.length()), value);
          }
        });
    return found;
  }

  /** The case's parameters, under canonical names in the network's order. */
  public Map<String, NdArray> parameters(Network network) {
    Map<String, NdArray> stored = WeightNames.unify(under("param/"));
    Map<String, NdArray> ordered = new LinkedHashMap<>();
    network.weights().names().forEach(name -> ordered.put(name, stored.get(name)));
    return ordered;
  }
}
