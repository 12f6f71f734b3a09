package org.voxelbench.evaluation.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxelbench.results.metric.RobustHausdorff;
import org.voxelbench.results.metric.SurfaceDice;
import org.voxelbench.results.metric.SurfacePair;

class SurfaceDistancesTest {

  private static final double[] UNIT = {1, 1, 1};

  private static SurfacePair of(double[] spacing, Mask reference, Mask prediction) {
    return SurfaceDistances.of(reference.size(), spacing, reference, prediction);
  }

  private static double dice(SurfacePair distances, double tolerance) {
    return new SurfaceDice(tolerance).of(distances);
  }

  private static double hausdorff(SurfacePair distances, double share) {
    return new RobustHausdorff(share).of(distances);
  }

  @Test
  void equalMasksAreAtNoDistance() {
    Mask ball = Mask.ball(new int[] {12, 12, 12}, 6, 6, 6, 4);
    SurfacePair distances = of(new double[] {2, 1, 0.5}, ball, ball);
    assertThat(dice(distances, 0)).isEqualTo(1);
    assertThat(hausdorff(distances, 1)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0, 1.7", "1, 0.9", "2, 2.3"})
  void aWidePlateShiftedAlongItsNormalIsThatFarAway(int axis, double spacing) {
    int[] size = {60, 60, 60};
    size[axis] = 12;
    double[] spacings = {1, 1, 1};
    spacings[axis] = spacing;
    Mask plate = Mask.where(size, at -> at[axis] == 3);
    Mask shifted = Mask.where(size, at -> at[axis] == 6);
    SurfacePair distances = of(spacings, plate, shifted);
    // The near faces are 2 voxels apart, the far ones 3 from the other plate's near face.
    double faces = 2 * 59 * 59;
    assertThat(dice(distances, 3 * spacing + 1e-9)).isEqualTo(1);
    assertThat(hausdorff(distances, 0.95)).isCloseTo(3 * spacing, within(1e-9));
    assertThat(dice(distances, 1.5 * spacing)).isZero();
    assertThat(dice(distances, 2.5 * spacing)).isBetween(59 * 59 / (faces * 1.1), 0.52);
  }

  @Test
  void aShiftedBallIsNoFurtherThanItsShift() {
    int[] size = {96, 86, 86};
    SurfacePair distances =
        of(UNIT, Mask.ball(size, 41, 42, 42, 40), Mask.ball(size, 53, 42, 42, 40));
    assertThat(hausdorff(distances, 1)).isCloseTo(12, within(1e-9));
    // Of balls that are s apart, the share x / s of the surface is within x of the other's.
    assertThat(hausdorff(distances, 0.95)).isCloseTo(0.95 * 12, within(0.6));
    assertThat(dice(distances, 6)).isCloseTo(0.5, within(0.06));
  }

  @Test
  void theAreaOfABallIsNearItsFormula() {
    int[] size = {50, 44, 44};
    Mask ball = Mask.ball(size, 24, 22, 22, 18);
    Mask far = Mask.where(size, at -> at[0] == 49 && at[1] == 0 && at[2] == 0);
    // Of all surfaces only the lone voxel's, 8 triangles, lies out of reach. Stairs make the
    // ball's area some per cent larger than the formula's.
    double area = 4 * Math.PI * 18 * 18;
    double lone = Math.sqrt(3);
    double share = 1 - dice(of(UNIT, Mask.or(ball, far), ball), 1);
    assertThat(lone / share).isBetween(2 * area, 2 * area * 1.1);
  }

  @Test
  void anEmptyMaskHasNoSurface() {
    int[] size = {3, 3, 3};
    Mask none = Mask.where(size, at -> false);
    Mask some = Mask.where(size, at -> at[0] == 1);
    for (Mask[] pair : new Mask[][] {{some, none}, {none, some}, {none, none}}) {
      assertThatThrownBy(() -> of(UNIT, pair[0], pair[1]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("empty");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void distancesAreThoseOfComparingEveryPair(long seed) {
    Random random = new Random(seed);
    int[] size = {4 + random.nextInt(8), 4 + random.nextInt(8), 4 + random.nextInt(8)};
    double[] spacing = {
      0.3 + 3 * random.nextDouble(), 0.3 + random.nextDouble(), 0.3 + random.nextDouble()
    };
    Mask reference = Mask.random(size, 0.05 + 0.1 * random.nextInt(6), random);
    Mask prediction = Mask.random(size, 0.05 + 0.1 * random.nextInt(6), random);
    SurfacePair distances = of(spacing, reference, prediction);
    EveryPair pairs = new EveryPair(spacing, reference, prediction);
    for (double tolerance : new double[] {0, 0.5, 1, 2, 4}) {
      assertThat(dice(distances, tolerance)).isCloseTo(pairs.dice(tolerance), within(1e-12));
    }
    for (double share : new double[] {0.1, 0.5, 0.95, 1}) {
      assertThat(hausdorff(distances, share)).isCloseTo(pairs.hausdorff(share), within(1e-9));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void neitherOrderNorFlipChangesAnything(int axis) {
    Random random = new Random(17 + axis);
    int[] size = {7, 9, 8};
    double[] spacing = {2.5, 0.7, 0.9};
    Mask reference = Mask.random(size, 0.1, random);
    Mask prediction = Mask.random(size, 0.2, random);
    SurfacePair distances = of(spacing, reference, prediction);
    SurfacePair swapped = of(spacing, prediction, reference);
    SurfacePair flipped = of(spacing, reference.flipped(axis), prediction.flipped(axis));
    for (SurfacePair other : new SurfacePair[] {swapped, flipped}) {
      assertThat(dice(other, 1)).isCloseTo(dice(distances, 1), within(1e-12));
      assertThat(hausdorff(other, 0.9)).isCloseTo(hausdorff(distances, 0.9), within(1e-12));
    }
  }

  @Test
  void aMaskAtTheEdgeOfTheVolumeIsClosedThere() {
    Mask all = Mask.where(new int[] {2, 2, 2}, at -> true);
    Mask inside =
        Mask.where(new int[] {4, 4, 4}, at -> at[0] / 2 * 4 + at[1] / 2 * 2 + at[2] / 2 == 0);
    Mask shifted = Mask.where(new int[] {2, 2, 2}, at -> at[2] == 0);
    Mask shiftedInside =
        Mask.where(new int[] {4, 4, 4}, at -> at[0] < 2 && at[1] < 2 && at[2] == 0);
    assertThat(dice(of(UNIT, all, shifted), 0.5))
        .isEqualTo(dice(of(UNIT, inside, shiftedInside), 0.5));
  }
}
