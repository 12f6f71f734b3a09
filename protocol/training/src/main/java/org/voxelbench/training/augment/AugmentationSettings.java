package org.voxelbench.training.augment;

import java.util.List;
import org.voxelbench.training.patch.LoaderPatch;

/**
 * All probabilities and ranges of augmentation, in the order in which they are applied (nnU-Net:
 * {@code nnUNetTrainer.get_training_transforms}).
 *
 * @param spatial rotation and scaling
 * @param noise Gaussian noise
 * @param blur Gaussian blur
 * @param brightness multiplicative brightness
 * @param contrast contrast
 * @param lowResolution simulation of low resolution
 * @param invertedGamma gamma on the negative image
 * @param gamma gamma
 * @param mirror mirroring
 * @param maskOutside whether the image is set to 0 where the segmentation is negative, as for data
 *     normalised inside the non-zero mask
 */
public record AugmentationSettings(
    Spatial spatial,
    GaussianNoise noise,
    GaussianBlur blur,
    Brightness brightness,
    ContrastTransform contrast,
    LowResolution lowResolution,
    Gamma invertedGamma,
    Gamma gamma,
    MirrorTransform mirror,
    boolean maskOutside) {

  private static final Range SCALING = new Range(0.7, 1.4);
  private static final Range FACTOR = new Range(0.75, 1.25);
  private static final Range EXPONENT = new Range(0.7, 1.5);

  /**
   * nnU-Net's defaults for a patch.
   *
   * @param patch {@code [D, H, W]}; D = 1 for a 2-D network
   * @param maskOutside whether any channel is normalised inside the non-zero mask
   */
  public static AugmentationSettings nnUNet(int[] patch, boolean maskOutside) {
    boolean inPlane = LoaderPatch.inPlane(patch);
    Spatial spatial =
        new Spatial(0.2, angle(patch), 0.2, SCALING, false, inPlane, Interpolation.LINEAR);
    return new AugmentationSettings(
        spatial,
        new GaussianNoise(0.1, new Range(0, 0.1)),
        new GaussianBlur(0.2, 0.5, new Range(0.5, 1)),
        new Brightness(0.15, FACTOR),
        new ContrastTransform(0.15, FACTOR),
        new LowResolution(0.25, 0.5, new Range(0.5, 1), inPlane),
        new Gamma(0.1, EXPONENT, true),
        new Gamma(0.3, EXPONENT, false),
        new MirrorTransform(0.5, axes(patch)),
        maskOutside);
  }

  /**
   * The augmentation before masked pre-training: rotation, scaling by a cubic spline, mirroring.
   *
   * @param patch {@code [D, H, W]}
   */
  public static AugmentationSettings preTraining(int[] patch) {
    Spatial spatial =
        new Spatial(
            0.2, angle(patch), 0.2, SCALING, true, LoaderPatch.inPlane(patch), Interpolation.CUBIC);
    return still(spatial, new MirrorTransform(0.5, axes(patch)), false);
  }

  /** No augmentation, as for validation: nothing is drawn, moved or masked. */
  public static AugmentationSettings none() {
    Spatial spatial = new Spatial(0, 0, 0, SCALING, false, false, Interpolation.LINEAR);
    return still(spatial, new MirrorTransform(0, List.of()), false);
  }

  private static AugmentationSettings still(
      Spatial spatial, MirrorTransform mirror, boolean maskOutside) {
    return new AugmentationSettings(
        spatial,
        new GaussianNoise(0, new Range(0, 0.1)),
        new GaussianBlur(0, 0.5, new Range(0.5, 1)),
        new Brightness(0, FACTOR),
        new ContrastTransform(0, FACTOR),
        new LowResolution(0, 0.5, new Range(0.5, 1), false),
        new Gamma(0, EXPONENT, true),
        new Gamma(0, EXPONENT, false),
        mirror,
        maskOutside);
  }

  /** The same with other axes to mirror: 0 = D, 1 = H, 2 = W. */
  public AugmentationSettings withMirrorAxes(List<Integer> axes) {
    return new AugmentationSettings(
        spatial,
        noise,
        blur,
        brightness,
        contrast,
        lowResolution,
        invertedGamma,
        gamma,
        new MirrorTransform(mirror.probability(), axes),
        maskOutside);
  }

  /** What follows the spatial transform, in order. */
  List<Transform> transforms() {
    return List.of(noise, blur, brightness, contrast, lowResolution, invertedGamma, gamma, mirror);
  }

  /** The largest rotation: 30 degrees in 3-D, half a turn in the plane of one that is not long. */
  private static double angle(int[] patch) {
    if (patch[0] == 1) {
      double longer = Math.max(patch[1], patch[2]);
      return Math.toRadians(longer / Math.min(patch[1], patch[2]) > 1.5 ? 15 : 180);
    }
    return Math.toRadians(LoaderPatch.inPlane(patch) ? 180 : 30);
  }

  private static List<Integer> axes(int[] patch) {
    return patch[0] == 1 ? List.of(1, 2) : List.of(0, 1, 2);
  }
}
