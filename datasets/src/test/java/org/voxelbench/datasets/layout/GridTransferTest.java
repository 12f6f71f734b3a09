package org.voxelbench.datasets.layout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.voxelbench.datasets.Geometry;
import org.voxelbench.datasets.LabelMap;

/** The oracle is where a voxel lies in millimetres, by each grid's own affine. */
class GridTransferTest {

  @Test
  void aGridOfItsOwnIsPaintedVoxelByVoxel() {
    Geometry grid = Geometry.axisAligned(new int[] {2, 3, 4}, new double[] {3, 2, 1});
    short[] own = new short[24];
    own[5] = 1;
    own[23] = 7;
    short[] painted = new short[24];
    assertThat(new GridTransfer(new LabelMap(grid, own), grid).paint((short) 9, painted)).isTrue();
    for (int i = 0; i < 24; i++) {
      assertThat(painted[i]).isEqualTo((short) (i == 5 || i == 23 ? 9 : 0));
    }
  }

  @Test
  void aStructureThatWasCutOutLiesWhereItsOriginSays() {
    Geometry image = Geometry.axisAligned(new int[] {4, 4, 4}, new double[] {1, 1, 1});
    double[][] affine = Geometry.axisAligned(new int[] {1, 1, 1}, new double[] {1, 1, 1}).affine();
    affine[0][3] = 2;
    affine[1][3] = 1;
    affine[2][3] = 3;
    Geometry cut = new Geometry(new int[] {1, 1, 1}, new double[] {1, 1, 1}, affine);
    short[] painted = new short[64];
    new GridTransfer(new LabelMap(cut, new short[] {1}), image).paint((short) 4, painted);
    int index = (3 * 4 + 1) * 4 + 2;
    for (int i = 0; i < painted.length; i++) {
      assertThat(painted[i]).isEqualTo((short) (i == index ? 4 : 0));
    }
  }

  @Test
  void turnedAndFinerGridsTakeTheNearestVoxel() {
    // Along the axes of the file: to the left, to the back, up, 2 mm each, from (3, 3, 0) on.
    double[][] affine = {{-2, 0, 0, 3}, {0, -2, 0, 3}, {0, 0, 2, 0}, {0, 0, 0, 1}};
    Geometry coarse = new Geometry(new int[] {1, 2, 2}, new double[] {2, 2, 2}, affine);
    short[] labels = {1, 0, 0, 0};
    Geometry fine = Geometry.axisAligned(new int[] {1, 4, 4}, new double[] {1, 1, 1});
    short[] painted = new short[16];
    new GridTransfer(new LabelMap(coarse, labels), fine).paint((short) 1, painted);
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 4; x++) {
        // The structure's only voxel reaches from 2 to 4 mm; 2 itself is as near to its neighbour.
        boolean inside = x == 3 && y == 3;
        if (x != 2 && y != 2) {
          assertThat(painted[y * 4 + x]).as(x + " " + y).isEqualTo((short) (inside ? 1 : 0));
        }
      }
    }
  }

  @Test
  void aStructureBesideTheImagePaintsNothing() {
    Geometry image = Geometry.axisAligned(new int[] {2, 2, 2}, new double[] {1, 1, 1});
    double[][] far = Geometry.axisAligned(new int[] {1, 1, 1}, new double[] {1, 1, 1}).affine();
    far[0][3] = 50;
    Geometry away = new Geometry(new int[] {1, 1, 1}, new double[] {1, 1, 1}, far);
    short[] painted = new short[8];
    assertThat(
            new GridTransfer(new LabelMap(away, new short[] {1}), image).paint((short) 1, painted))
        .isFalse();
    assertThat(painted).containsOnly((short) 0);
  }
}
