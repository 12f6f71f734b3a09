package org.voxelbench.training.patch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.preparation.cache.PreparedCase;

/**
 * Draws cases and patches as nnU-Net does ({@code training/dataloading/data_loader.py}).
 *
 * <p>Safe for use by several threads.
 */
public final class PatchSampler {

  /** The label of voxels outside the non-zero mask, which only "all annotated" includes. */
  private static final int OUTSIDE = -1;

  private final LoaderPatch patch;
  private final double foregroundShare;
  private final boolean ignoreLabel;
  private final PatchPlacement placement;

  /**
   * @param patch final patch and loader's patch
   * @param foregroundShare share of a batch's elements forced to hold foreground, in [0, 1]
   * @param ignoreLabel whether the data set has an ignore label, so that elements that are not
   *     forced are centred on an annotated voxel
   */
  public PatchSampler(LoaderPatch patch, double foregroundShare, boolean ignoreLabel) {
    this(patch, foregroundShare, ignoreLabel, PatchPlacement.RANDOM);
  }

  private PatchSampler(
      LoaderPatch patch, double foregroundShare, boolean ignoreLabel, PatchPlacement placement) {
    if (!(foregroundShare >= 0 && foregroundShare <= 1)) {
      throw new BadInputException(
          "the foreground share (" + foregroundShare + ") must lie between 0 and 1.");
    }
    this.patch = patch;
    this.foregroundShare = foregroundShare;
    this.ignoreLabel = ignoreLabel;
    this.placement = placement;
  }

  /** Patches without labels, as for pre-training. */
  public static PatchSampler unlabelled(LoaderPatch patch, PatchPlacement placement) {
    return new PatchSampler(patch, 0, false, placement);
  }

  /** Final patch and loader's patch. */
  public LoaderPatch patch() {
    return patch;
  }

  /** Whether an element of a batch is forced to hold foreground: the last ones are. */
  public boolean forcesForeground(int element, int batchSize) {
    return element >= Math.rint(batchSize * (1 - foregroundShare));
  }

  /**
   * Draws the case, uniformly and with replacement, and the place of one element of a batch.
   *
   * @throws BadInputException if there are no cases
   */
  public PatchPosition draw(
      List<? extends PreparedCase> cases, int element, int batchSize, RandomStream random) {
    if (cases.isEmpty()) {
      throw new BadInputException("there are no cases to draw patches from; name at least one.");
    }
    PreparedCase drawn = cases.get(random.nextInt(cases.size()));
    return new PatchPosition(drawn, lower(drawn, forcesForeground(element, batchSize), random));
  }

  /** Draws the lower corner of the loader's patch in a case, {@code [D, H, W]}. */
  int[] lower(PreparedCase preparedCase, boolean foreground, RandomStream random) {
    if (placement == PatchPlacement.CENTRE) {
      return middle(preparedCase.shape());
    }
    int[] voxels = new int[0];
    if (foreground) {
      voxels = foregroundVoxels(preparedCase, random);
    } else if (ignoreLabel) {
      voxels = annotatedVoxels(preparedCase);
    }
    int[] shape = preparedCase.shape();
    int[] size = patch.size();
    int[] margin = patch.patch();
    int centre = voxels.length == 0 ? -1 : 3 * random.nextInt(voxels.length / 3);
    int[] lower = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      int pad = Math.max(size[axis] - margin[axis], size[axis] - shape[axis]);
      int half = (pad + 1) / 2;
      if (centre < 0) {
        lower[axis] = random.nextInt(-half, shape[axis] + half - size[axis] + 1);
      } else {
        // No upper clamp: what sticks out is padded.
        lower[axis] = Math.max(-half, voxels[centre + axis] - size[axis] / 2);
      }
    }
    return lower;
  }

  /** Half of what is left over, or lacks, lies before it, rounded down (nnssl: the centre crop). */
  private int[] middle(int[] shape) {
    int[] size = patch.size();
    int[] lower = new int[3];
    Arrays.setAll(lower, axis -> (shape[axis] - size[axis]) / 2);
    return lower;
  }

  /** Voxels of a class or region drawn among those present; none if there are none. */
  private static int[] foregroundVoxels(PreparedCase preparedCase, RandomStream random) {
    List<int[]> candidates = new ArrayList<>();
    int[] annotated = new int[0];
    for (Map.Entry<List<Integer>, int[]> entry :
        preparedCase.classLocations().present().entrySet()) {
      if (entry.getKey().contains(OUTSIDE)) {
        annotated = entry.getValue();
      } else {
        candidates.add(entry.getValue());
      }
    }
    return candidates.isEmpty() ? annotated : candidates.get(random.nextInt(candidates.size()));
  }

  private static int[] annotatedVoxels(PreparedCase preparedCase) {
    return preparedCase.classLocations().present().entrySet().stream()
        .filter(entry -> entry.getKey().contains(OUTSIDE))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(new int[0]);
  }
}
