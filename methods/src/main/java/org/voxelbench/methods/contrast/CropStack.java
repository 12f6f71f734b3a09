package org.voxelbench.methods.contrast;

import java.util.Arrays;
import org.voxelbench.base.BadInputException;
import org.voxelbench.engine.NdArray;

/** Crops of one size, one after another. */
public final class CropStack {

  private final float[] values;
  private final int[] shape;
  private int end;

  /**
   * @param crops how many there will be
   * @param size {@code [D, H, W]} of each
   * @throws BadInputException if no array can hold them
   */
  public CropStack(int crops, int[] size) {
    double total = (double) crops * size[0] * size[1] * size[2];
    if (total > Integer.MAX_VALUE) {
      throw new BadInputException(
          crops
              + " crops of "
              + Arrays.toString(size)
              + " voxels are too many for an array; choose fewer or smaller crops or a smaller"
              + " batch.");
    }
    values = new float[(int) total];
    shape = new int[] {crops, 1, size[0], size[1], size[2]};
  }

  /** Adds the next crop, {@code [D, H, W]}. */
  public void add(float[] crop) {
    System.arraycopy(crop, 0, values, end, crop.length);
    end += crop.length;
  }

  /** All crops, {@code [N, 1, D, H, W]}. */
  public NdArray array() {
    return NdArray.of(shape, values);
  }
}
