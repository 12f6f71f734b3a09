package org.voxelbench.engine.element;

import java.nio.ByteBuffer;
import org.voxelbench.engine.NdArray;

/** Takes the bytes of a tensor's values piece by piece. */
public interface ElementDecoder {

  /** Takes whole values, in the buffer's byte order. */
  void accept(ByteBuffer values);

  /** What was taken, as an array of that shape. */
  NdArray array(int[] shape);
}
