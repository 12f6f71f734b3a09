package org.voxelbench.weights.tensor;

import java.io.Closeable;
import java.util.List;
import java.util.Map;
import org.voxelbench.engine.NdArray;

/** An open file of one format. */
public interface TensorSource extends Closeable {

  /** Every tensor under every path, in the order of the file. */
  List<StoredTensor> tensors();

  /**
   * What else it holds: maps with texts as keys, lists, texts, numbers, booleans and {@code null};
   * tensors stand in it as {@link StoredTensor}.
   */
  Map<String, Object> content();

  /** The values of one of its tensors. */
  NdArray read(StoredTensor tensor);

  @Override
  void close();
}
