package org.voxelbench.engine.nd4j;

import org.nd4j.linalg.api.buffer.DataType;

/**
 * What every part of one open engine shares.
 *
 * @param type 32-bit or 64-bit floats
 * @param slab the memory of all plans
 */
record Nd4jContext(DataType type, Slab slab) {

  Nd4jContext(DataType type) {
    this(type, new Slab(type));
  }
}
