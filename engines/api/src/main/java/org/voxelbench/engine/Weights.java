package org.voxelbench.engine;

import java.util.Map;
import java.util.Set;

/** Named weights on the device, in a fixed order. */
public interface Weights extends AutoCloseable {

  /** The names in order. */
  Set<String> names();

  /** A copy of one weight's values. */
  NdArray get(String name);

  /** Overwrites one weight; the shape must be equal. */
  void set(String name, NdArray value);

  /** Copies of all weights' values, in order. */
  Map<String, NdArray> snapshot();

  @Override
  void close();
}
