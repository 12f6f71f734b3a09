package org.voxelbench.training.augment;

/** A thread's working memory, kept from patch to patch; arrays may be longer than asked for. */
final class ScratchBuffers {

  private final float[][] floats = new float[4][0];
  private int[] ints = new int[0];
  private PowerTable power;

  /** One of four arrays, distinguished by the slot. */
  float[] floats(int slot, int length) {
    if (floats[slot].length < length) {
      floats[slot] = new float[length];
    }
    return floats[slot];
  }

  int[] ints(int length) {
    if (ints.length < length) {
      ints = new int[length];
    }
    return ints;
  }

  PowerTable power() {
    if (power == null) {
      power = new PowerTable();
    }
    return power;
  }
}
