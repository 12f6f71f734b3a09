package org.voxelbench.training.pretext;

import java.util.Arrays;
import org.voxelbench.base.BadInputException;
import org.voxelbench.training.patch.PatchPlacement;

/**
 * The patches that a task asks for.
 *
 * @param perSample images drawn for each sample, 1 or more
 * @param size voxels of each patch, {@code [D, H, W]}; where an image is smaller, 0 is put around
 *     it
 * @param spatialAugmentation whether patches are rotated, scaled and mirrored mildly before the
 *     task sees them; validation never is
 * @param weights whether the batch is to say what each voxel counts
 * @param placement where in an image they are cut
 */
public record PretextPatches(
    int perSample,
    int[] size,
    boolean spatialAugmentation,
    boolean weights,
    PatchPlacement placement) {

  public PretextPatches {
    if (perSample < 1) {
      throw new BadInputException(
          "a pretext task needs at least 1 patch a sample, not " + perSample + ".");
    }
    if (size.length != 3 || Arrays.stream(size).anyMatch(n -> n < 1)) {
      throw new BadInputException(
          "a pretext task needs patches of three positive sizes, not "
              + Arrays.toString(size)
              + ".");
    }
    size = size.clone();
  }

  /** Patches from anywhere. */
  public PretextPatches(int perSample, int[] size, boolean spatialAugmentation, boolean weights) {
    this(perSample, size, spatialAugmentation, weights, PatchPlacement.RANDOM);
  }

  /** Patches from anywhere, of which every voxel counts. */
  public PretextPatches(int perSample, int[] size, boolean spatialAugmentation) {
    this(perSample, size, spatialAugmentation, false);
  }

  /** One augmented patch of the protocol's size a sample. */
  public static PretextPatches single(int[] patch) {
    return new PretextPatches(1, patch, true);
  }

  @Override
  public int[] size() {
    return size.clone();
  }
}
