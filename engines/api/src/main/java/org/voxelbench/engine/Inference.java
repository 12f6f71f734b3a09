package org.voxelbench.engine;

import java.util.Map;

/** A program evaluated without gradients. */
public interface Inference extends AutoCloseable {

  /** The program's outputs by name, copied to the host. */
  Map<String, NdArray> run(Batch batch);

  @Override
  void close();
}
