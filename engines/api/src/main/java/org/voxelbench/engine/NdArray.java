package org.voxelbench.engine;

import java.util.Arrays;

/**
 * A dense array on the host in C order, of 32-bit or 64-bit floats; class maps are stored as
 * numbers.
 *
 * <p>It wraps the array it is given without a copy.
 */
public final class NdArray {

  private final int[] shape;
  private final float[] floats;
  private final double[] doubles;

  private NdArray(int[] shape, float[] floats, double[] doubles) {
    int length = floats != null ? floats.length : doubles.length;
    if (size(shape) != length) {
      throw new EngineException(
          "shape "
              + Arrays.toString(shape)
              + " holds "
              + size(shape)
              + " values, but "
              + length
              + " were given.");
    }
    this.shape = shape.clone();
    this.floats = floats;
    this.doubles = doubles;
  }

  /** Wraps 32-bit floats. */
  public static NdArray of(int[] shape, float... values) {
    return new NdArray(shape, values, null);
  }

  /** Wraps 64-bit floats. */
  public static NdArray of(int[] shape, double... values) {
    return new NdArray(shape, null, values);
  }

  /** An array of 32-bit zeros. */
  public static NdArray zeros(int... shape) {
    return of(shape, new float[Math.toIntExact(size(shape))]);
  }

  /** A 32-bit scalar of shape {@code []}. */
  public static NdArray scalar(double value) {
    return of(new int[0], (float) value);
  }

  /** The number of values that a shape holds. */
  public static long size(int... shape) {
    long size = 1;
    for (int n : shape) {
      if (n < 0) {
        throw new EngineException("shape " + Arrays.toString(shape) + " has a negative axis.");
      }
      size = Math.multiplyExact(size, n);
    }
    return size;
  }

  /** The shape. */
  public int[] shape() {
    return shape.clone();
  }

  /** The number of values. */
  public int size() {
    return floats != null ? floats.length : doubles.length;
  }

  /** Whether the values are held as 64-bit floats. */
  public boolean isDouble() {
    return doubles != null;
  }

  /** The values as 32-bit floats: the array itself if it is held so, else a copy. */
  public float[] floats() {
    if (floats != null) {
      return floats;
    }
    float[] copy = new float[doubles.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = (float) doubles[i];
    }
    return copy;
  }

  /** The values as 64-bit floats: the array itself if it is held so, else a copy. */
  public double[] doubles() {
    if (doubles != null) {
      return doubles;
    }
    double[] copy = new double[floats.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = floats[i];
    }
    return copy;
  }

  /** One value by its position in C order. */
  public double at(int index) {
    return floats != null ? floats[index] : doubles[index];
  }

  /** The only value of an array of size 1. */
  public double item() {
    if (size() != 1) {
      throw new EngineException(
          "an array of shape " + Arrays.toString(shape) + " is not a scalar.");
    }
    return at(0);
  }

  @Override
  public String toString() {
    return "NdArray" + Arrays.toString(shape);
  }
}
