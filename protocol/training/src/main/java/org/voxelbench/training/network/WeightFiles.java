package org.voxelbench.training.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.file.AtomicFile;
import org.voxelbench.engine.NdArray;
import org.voxelbench.engine.safetensors.Safetensors;

/** Weights as {@code .safetensors} files under nnU-Net's names, each weight once. */
public final class WeightFiles {

  private WeightFiles() {}

  /** All weights of a file under canonical names; aliases are joined. */
  public static Map<String, NdArray> read(Path file) {
    return WeightNames.unify(Safetensors.read(file).tensors());
  }

  /**
   * Exactly the weights of a network, in its order.
   *
   * @throws BadInputException if one is missing, has another shape, or is unknown to the network
   */
  public static Map<String, NdArray> read(Path file, WeightShapes weights) {
    Map<String, NdArray> stored = read(file);
    Map<String, NdArray> ordered = new LinkedHashMap<>();
    for (String name : weights.names()) {
      NdArray value = stored.get(name);
      if (value == null) {
        throw new BadInputException(file + " holds no weight '" + name + "'.");
      }
      if (!Arrays.equals(value.shape(), weights.shape(name))) {
        throw new BadInputException(
            file
                + " holds '"
                + name
                + "' of shape "
                + Arrays.toString(value.shape())
                + ", but the network's is "
                + Arrays.toString(weights.shape(name))
                + ".");
      }
      ordered.put(name, value);
    }
    for (String name : stored.keySet()) {
      if (!weights.contains(name)) {
        throw new BadInputException(file + " holds '" + name + "', which the network lacks.");
      }
    }
    return ordered;
  }

  /** Writes weights whole or not at all. */
  public static void write(Path file, Map<String, NdArray> weights, Map<String, String> metadata) {
    try {
      AtomicFile.write(file, out -> Safetensors.write(out, WeightNames.unify(weights), metadata));
    } catch (IOException e) {
      throw new BadInputException(file + " can't be written: " + e + ".", e);
    }
  }
}
