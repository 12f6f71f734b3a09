package org.voxelbench.training.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.voxelbench.base.BadInputException;
import org.voxelbench.base.random.RandomStream;

class ProbabilitiesTest {

  private static final int DRAWS = 6000;

  private static final AugmentationSettings SETTINGS =
      AugmentationSettings.nnUNet(new int[] {64, 64, 64}, false);

  private static void fires(Transform transform, int channels, double probability) {
    assertThat(Patches.share(transform, Patches.random(channels, 8, 8, 8), DRAWS))
        .as("%s", transform)
        .isCloseTo(probability, within(Patches.bound(probability, DRAWS)));
  }

  @Test
  void eachTransformFiresAsOftenAsItShould() {
    fires(SETTINGS.noise(), 1, 0.1);
    fires(SETTINGS.brightness(), 1, 0.15);
    fires(SETTINGS.contrast(), 1, 0.15);
    fires(SETTINGS.invertedGamma(), 1, 0.1);
    fires(SETTINGS.gamma(), 1, 0.3);
    fires(SETTINGS.mirror(), 1, 7 / 8.0);
  }

  @Test
  void channelsAreChosenOneByOne() {
    fires(SETTINGS.blur(), 1, 0.2 * 0.5);
    fires(SETTINGS.blur(), 2, 0.2 * 0.75);
    // Scales from 15/16 on leave 8 voxels as they are.
    double changes = 0.5 * (15 / 16.0 - 0.5) / 0.5;
    fires(SETTINGS.lowResolution(), 1, 0.25 * changes);
    fires(SETTINGS.lowResolution(), 2, 0.25 * (1 - Math.pow(1 - changes, 2)));
  }

  @Test
  void mostPatchesAreNeitherRotatedNorScaled() {
    Spatial spatial = SETTINGS.spatial();
    int moved = 0;
    int rotated = 0;
    int scaled = 0;
    for (int i = 0; i < DRAWS; i++) {
      var drawn = spatial.draw(Patches.stream(i));
      if (drawn.isPresent()) {
        moved++;
        rotated += drawn.get().at(0, 1) != 0 || drawn.get().at(1, 2) != 0 ? 1 : 0;
        double squares = 0;
        for (int k = 0; k < 3; k++) {
          squares += Math.pow(drawn.get().at(k, 0), 2);
        }
        assertThat(Math.sqrt(squares)).isBetween(0.7 - 1e-9, 1.4 + 1e-9);
        scaled += Math.abs(squares - 1) > 1e-9 ? 1 : 0;
      }
    }
    assertThat(moved / (double) DRAWS).isCloseTo(0.36, within(Patches.bound(0.36, DRAWS)));
    assertThat(rotated / (double) DRAWS).isCloseTo(0.2, within(Patches.bound(0.2, DRAWS)));
    assertThat(scaled / (double) DRAWS).isCloseTo(0.2, within(Patches.bound(0.2, DRAWS)));
  }

  @Test
  void anglesFillTheirRange() {
    Spatial spatial =
        new Spatial(
            1, Math.toRadians(30), 0, new Range(0.7, 1.4), false, true, Interpolation.LINEAR);
    double least = 9;
    double most = -9;
    for (int i = 0; i < 2000; i++) {
      Affine affine = spatial.draw(Patches.stream(i)).orElseThrow();
      double angle = Math.atan2(affine.at(2, 1), affine.at(1, 1));
      least = Math.min(least, angle);
      most = Math.max(most, angle);
      assertThat(affine.at(0, 0)).isEqualTo(1);
    }
    assertThat(Math.toDegrees(least)).isBetween(-30.0, -29.5);
    assertThat(Math.toDegrees(most)).isBetween(29.5, 30.0);
  }

  @Test
  void factorsLieBelowAndAboveOneEquallyOften() {
    Range range = new Range(0.7, 1.5);
    int below = 0;
    double sumBelow = 0;
    for (int i = 0; i < DRAWS; i++) {
      double factor = range.drawFactor(Patches.stream(i));
      assertThat(factor).isBetween(0.7, 1.5);
      below += factor < 1 ? 1 : 0;
      sumBelow += factor < 1 ? factor : 0;
    }
    assertThat(below / (double) DRAWS).isCloseTo(0.5, within(Patches.bound(0.5, DRAWS)));
    double error = 4 * 0.3 / Math.sqrt(12.0 * below);
    assertThat(sumBelow / below).isCloseTo(0.85, within(error));
  }

  @Test
  void rangesWithOneSideAreDrawnFromAsAWhole() {
    RandomStream random = Patches.stream(0);
    for (int i = 0; i < 200; i++) {
      assertThat(new Range(1.2, 1.5).drawFactor(random)).isBetween(1.2, 1.5);
      assertThat(new Range(0.5, 0.8).drawFactor(random)).isBetween(0.5, 0.8);
    }
  }

  @Test
  void impossibleSettingsAreRefused() {
    assertThatThrownBy(() -> new Range(2, 1)).isInstanceOf(BadInputException.class);
    assertThatThrownBy(() -> new Range(Double.NaN, 1)).isInstanceOf(BadInputException.class);
    assertThatThrownBy(() -> new GaussianNoise(1.1, new Range(0, 1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("1.1");
    assertThatThrownBy(() -> new Gamma(0.5, new Range(0, 1), false))
        .isInstanceOf(BadInputException.class);
    assertThatThrownBy(() -> new MirrorTransform(0.5, List.of(3)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("[3]");
    assertThatThrownBy(
            () -> new Spatial(1, 4, 0, new Range(0.7, 1.4), false, false, Interpolation.LINEAR))
        .isInstanceOf(BadInputException.class);
  }
}
