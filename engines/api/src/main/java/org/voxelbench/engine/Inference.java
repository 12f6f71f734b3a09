package org.voxelbench.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/** A program evaluated without gradients. */
public interface Inference extends AutoCloseable {

  /** The program's outputs, left where they were computed; the caller closes them. */
  Outputs evaluate(Batch batch);

  /** The program's outputs by name, copied to the host. */
  default Map<String, NdArray> run(Batch batch) {
    try (Outputs outputs = evaluate(batch)) {
      Map<String, NdArray> copies = new LinkedHashMap<>();
      outputs.names().forEach(name -> copies.put(name, outputs.read(name)));
      return copies;
    }
  }

  @Override
  void close();
}
