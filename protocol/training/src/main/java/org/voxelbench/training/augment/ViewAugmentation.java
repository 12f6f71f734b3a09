package org.voxelbench.training.augment;

import java.util.List;
import org.voxelbench.base.random.RandomStream;

/**
 * Changes intensities and orientation of one view of a patch, as methods that compare views or
 * separate mixed images do (nnssl: the transforms of VolumeFusion, VoCo and SimCLR; upsampling
 * after the low-resolution step is linear here).
 *
 * <p>Safe for use by several threads.
 */
public final class ViewAugmentation {

  private static final Range FACTOR = new Range(0.75, 1.25);
  private static final Range EXPONENT = new Range(0.7, 1.5);
  private static final ThreadLocal<ScratchBuffers> SCRATCH =
      ThreadLocal.withInitial(ScratchBuffers::new);

  private final List<Transform> transforms;

  /**
   * @param lowResolution probability of the low-resolution step, in [0, 1]
   * @param blur whose blur it is; the released code's is isotropic
   */
  public ViewAugmentation(double lowResolution, GaussianBlur.Kind blur) {
    transforms =
        List.of(
            new GaussianNoise(0.1, new Range(0, 0.1)),
            new GaussianBlur(0.2, 0.5, new Range(0.5, 1), blur),
            new Brightness(0.15, FACTOR),
            new ContrastTransform(0.15, FACTOR),
            new LowResolution(lowResolution, 0.5, new Range(0.5, 1), false),
            new Gamma(0.1, EXPONENT, true),
            new Gamma(0.3, EXPONENT, false),
            new MirrorTransform(0.5, List.of(0, 1, 2)));
  }

  /**
   * A changed copy.
   *
   * @param volume {@code [D, H, W]} in C order
   * @param size {@code [D, H, W]}
   */
  public float[] apply(float[] volume, int[] size, RandomStream random) {
    Patch patch = new Patch(volume.clone(), new short[0], 1, size);
    for (Transform transform : transforms) {
      transform.apply(patch, random, SCRATCH.get());
    }
    return patch.image();
  }
}
