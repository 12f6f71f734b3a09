package org.voxelbench.training.augment;

import java.util.Optional;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.training.patch.LoaderPatch;

/**
 * Rotates and scales around the centre (batchgeneratorsv2: {@code SpatialTransform} without elastic
 * deformation).
 *
 * @param rotationProbability per patch, all axes together
 * @param angle largest rotation about each axis, in radians
 * @param scalingProbability per patch
 * @param scaling one factor for all axes; more than 1 shrinks objects
 * @param balancedScaling whether factors below and above 1 are equally likely, rather than the
 *     whole range
 * @param inPlane whether the first axis is left as it is
 * @param interpolation of the image
 */
public record Spatial(
    double rotationProbability,
    double angle,
    double scalingProbability,
    Range scaling,
    boolean balancedScaling,
    boolean inPlane,
    Interpolation interpolation) {

  public Spatial {
    Probability.check("rotation", rotationProbability);
    Probability.check("scaling", scalingProbability);
    if (!(angle >= 0 && angle <= Math.PI)) {
      throw new BadInputException(
          "the largest rotation (" + angle + " radians) must lie between 0 and pi.");
    }
    if (!(scaling.low() > 0)) {
      throw new BadInputException(
          "the scaling factor must be positive; got " + scaling.low() + ".");
    }
  }

  /** The loader's patch from which a final patch {@code [D, H, W]} can be made. */
  public LoaderPatch loaderPatch(int[] patch) {
    return rotationProbability == 0 && scalingProbability == 0
        ? LoaderPatch.exact(patch)
        : LoaderPatch.enclosing(patch, angle, inPlane);
  }

  /** Draws the map; empty, mostly, where the patch is only cut from the centre. */
  Optional<Affine> draw(RandomStream random) {
    boolean rotates = random.chance(rotationProbability);
    boolean scales = random.chance(scalingProbability);
    double[] angles = new double[3];
    if (rotates) {
      for (int axis = 0; axis < (inPlane ? 1 : 3); axis++) {
        angles[axis] = random.uniform(-angle, angle);
      }
    }
    double scale = 1;
    if (scales) {
      scale = balancedScaling ? scaling.drawFactor(random) : scaling.draw(random);
    }
    if (!rotates && !scales) {
      return Optional.empty();
    }
    return Optional.of(inPlane ? Affine.inPlane(angles[0], scale) : Affine.of(angles, scale));
  }
}
