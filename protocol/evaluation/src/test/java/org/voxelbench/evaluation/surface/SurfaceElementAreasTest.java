package org.voxelbench.evaluation.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SurfaceElementAreasTest {

  private static final SurfaceElementAreas UNIT = new SurfaceElementAreas(new double[] {1, 1, 1});
  private static final SurfaceElementAreas UNEVEN =
      new SurfaceElementAreas(new double[] {3, 0.5, 0.8});

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8, 16, 32, 64, 128})
  void aSingleCornerIsATriangleThroughThreeMiddles(int code) {
    assertThat(UNIT.of(code)).isCloseTo(0.216506, within(1e-6));
    double area = Math.sqrt(square(0.4) + square(2.4) + square(1.5)) / 8;
    assertThat(UNEVEN.of(code)).isCloseTo(area, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"240, 0.4", "15, 0.4", "204, 2.4", "51, 2.4", "170, 1.5", "85, 1.5"})
  void aFlatFaceIsTheAreaOfAVoxelsSide(int code, double uneven) {
    assertThat(UNIT.of(code)).isCloseTo(1, within(1e-12));
    assertThat(UNEVEN.of(code)).isCloseTo(uneven, within(1e-12));
  }

  @Test
  void theTableSumsUp() {
    double sum = IntStream.range(0, 256).mapToDouble(UNIT::of).sum();
    assertThat(sum).isCloseTo(241.343140, within(5e-7));
    assertThat(UNIT.of(0)).isZero();
    assertThat(UNIT.of(255)).isZero();
  }

  @Test
  void aCodeAndItsComplementHaveOneSurface() {
    for (int code = 0; code < 256; code++) {
      assertThat(UNEVEN.of(code)).isCloseTo(UNEVEN.of(255 - code), within(1e-12));
    }
  }

  @Test
  void mirroredCodesHaveTheSameArea() {
    for (int code = 0; code < 256; code++) {
      int mirrored = 0;
      for (int corner = 0; corner < 8; corner++) {
        mirrored |= (code >> corner & 1) << (corner ^ 4);
      }
      assertThat(UNEVEN.of(mirrored)).as("code " + code).isCloseTo(UNEVEN.of(code), within(1e-12));
    }
  }

  private static double square(double x) {
    return x * x;
  }
}
