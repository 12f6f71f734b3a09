package org.voxelbench.training.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.voxelbench.base.random.RandomStream;
import org.voxelbench.training.patch.LoaderPatch;
import org.voxelbench.training.patch.MemoryCase;
import org.voxelbench.training.patch.PatchPosition;

class SpatialTest {

  private static final double[] STILL = {0, 0, 0};

  private static MemoryCase noisy(int channels, int... shape) {
    RandomStream random = Patches.stream(-5);
    return new MemoryCase(
        "noisy",
        channels,
        shape,
        (c, d, h, w) -> random.nextGaussian(),
        (c, d, h, w) -> random.nextInt(-1, 4),
        Map.of());
  }

  private static Patch read(MemoryCase source, LoaderPatch patch, int[] lower, Affine affine) {
    return new PatchReader(patch, Interpolation.LINEAR)
        .read(
            new PatchPosition(source, lower),
            Optional.ofNullable(affine),
            LabelSource.SEGMENTATION);
  }

  @Test
  void noMotionIsTheCentreCrop() {
    MemoryCase source = noisy(2, 12, 12, 12);
    LoaderPatch patch = new LoaderPatch(new int[] {4, 5, 6}, new int[] {8, 9, 10});
    int[] lower = {-1, 2, 5};
    Patch cut = read(source, patch, lower, null);
    Patch still = read(source, patch, lower, Affine.of(STILL, 1));
    assertThat(still.image()).isEqualTo(cut.image());
    assertThat(still.labels()).isEqualTo(cut.labels());
    float[] expected = new float[240];
    source.readImage(new int[] {1, 4, 7}, new int[] {4, 5, 6}, expected);
    assertThat(cut.image()).isEqualTo(expected);
  }

  @Test
  void untouchedPatchesReadNoMoreThanThemselves() {
    MemoryCase source = noisy(1, 30, 30, 30);
    LoaderPatch patch = LoaderPatch.enclosing(new int[] {8, 8, 8}, Math.toRadians(30), false);
    read(source, patch, new int[] {3, 3, 3}, null);
    assertThat(source.voxelsRead()).isEqualTo(512);
  }

  @Test
  void aRightAngleSwapsAxes() {
    MemoryCase source = noisy(1, 9, 9, 9);
    LoaderPatch patch = new LoaderPatch(new int[] {7, 7, 7}, new int[] {9, 9, 9});
    for (int axis = 0; axis < 3; axis++) {
      double[] angles = new double[3];
      angles[axis] = Math.PI / 2;
      Patch turned = read(source, patch, new int[3], Affine.of(angles, 1));
      Patch still = read(source, patch, new int[3], null);
      int a = (axis + 1) % 3;
      int b = (axis + 2) % 3;
      for (int i = 0; i < 343; i++) {
        int[] at = {i / 49, i / 7 % 7, i % 7};
        int[] from = at.clone();
        from[a] = 6 - at[b];
        from[b] = at[a];
        int j = (from[0] * 7 + from[1]) * 7 + from[2];
        assertThat(turned.image()[i]).isCloseTo(still.image()[j], within(1e-5f));
        assertThat(turned.labels()[i]).isEqualTo(still.labels()[j]);
      }
    }
  }

  @Test
  void theMatrixIsRzRyRxTimesScale() {
    double[] angles = {0.3, -0.2, 0.5};
    Affine all = Affine.of(angles, 1.3);
    double[] v = {1, 2, 3};
    for (int axis = 0; axis < 3; axis++) {
      double[] single = new double[3];
      single[axis] = angles[axis];
      v = times(Affine.of(single, 1), v);
    }
    double[] w = times(all, new double[] {1, 2, 3});
    for (int i = 0; i < 3; i++) {
      assertThat(w[i]).isCloseTo(1.3 * v[i], within(1e-12));
    }
    assertThat(all.at(2, 0)).isCloseTo(1.3 * Math.sin(0.2), within(1e-12));
  }

  private static double[] times(Affine affine, double[] v) {
    double[] product = new double[3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        product[i] += affine.at(i, j) * v[j];
      }
    }
    return product;
  }

  @Test
  void linearRampsAreReproducedByEveryInterpolation() {
    MemoryCase ramp = MemoryCase.of(new int[] {60, 60, 60}, (c, d, h, w) -> d + 2 * h - 3 * w);
    LoaderPatch patch = new LoaderPatch(new int[] {5, 6, 7}, new int[] {60, 60, 60});
    Affine affine = Affine.of(new double[] {0.4, -0.3, 0.2}, 1.25);
    for (Interpolation interpolation : Interpolation.values()) {
      Patch made =
          new PatchReader(patch, interpolation)
              .read(new PatchPosition(ramp, new int[3]), Optional.of(affine), LabelSource.NONE);
      assertThat(made.labels()).isEmpty();
      for (int i = 0; i < made.image().length; i++) {
        double[] at = times(affine, new double[] {i / 42 - 2, i / 7 % 6 - 2.5, i % 7 - 3});
        double expected = at[0] + 29.5 + 2 * (at[1] + 29.5) - 3 * (at[2] + 29.5);
        assertThat(made.image()[i]).isCloseTo((float) expected, within(2e-4f));
      }
    }
  }

  /** Against the definition, evaluated on the whole loader patch, one label map at a time. */
  @Test
  void agreesWithADirectEvaluationAlsoBeyondTheBorder() {
    MemoryCase source = noisy(2, 20, 20, 20);
    LoaderPatch patch = new LoaderPatch(new int[] {8, 9, 10}, new int[] {11, 12, 11});
    int[] lower = {3, -2, 12};
    for (int draw = 0; draw < 6; draw++) {
      RandomStream random = Patches.stream(draw);
      double[] angles = new double[3];
      Arrays.setAll(angles, i -> random.uniform(-0.7, 0.7));
      compare(source, patch, lower, Affine.of(angles, random.uniform(0.6, 1.6)));
    }
  }

  @Test
  void inThePlaneSlicesStayApart() {
    MemoryCase source = noisy(1, 8, 20, 20);
    LoaderPatch patch = LoaderPatch.enclosing(new int[] {3, 12, 11}, Math.PI, true);
    compare(source, patch, new int[] {2, 1, 2}, Affine.inPlane(2.1, 1.2));
    LoaderPatch thin = LoaderPatch.enclosing(new int[] {1, 12, 11}, Math.PI, true);
    compare(source, thin, new int[] {7, 1, 2}, Affine.inPlane(-1.3, 0.8));
  }

  private static void compare(MemoryCase source, LoaderPatch patch, int[] lower, Affine affine) {
    Patch made = read(source, patch, lower, affine);
    int[] loader = patch.size();
    int[] size = patch.patch();
    int voxels = loader[0] * loader[1] * loader[2];
    float[] image = new float[source.channels() * voxels];
    short[] labels = new short[voxels];
    source.readImage(lower, loader, image);
    source.readSegmentation(lower, loader, labels);
    int outside = 0;
    for (int i = 0; i < made.voxels(); i++) {
      int[] at = {i / (size[1] * size[2]), i / size[2] % size[1], i % size[2]};
      double[] offset = new double[3];
      Arrays.setAll(offset, axis -> at[axis] - (size[axis] - 1) / 2.0);
      double[] position = times(affine, offset);
      boolean inside = true;
      for (int axis = 0; axis < 3; axis++) {
        position[axis] += (loader[axis] - 1) / 2.0;
        inside &= position[axis] >= 0 && position[axis] <= loader[axis] - 1;
      }
      double[] sums = new double[source.channels()];
      SortedMap<Short, Double> votes = new TreeMap<>();
      for (int corner = 0; corner < 8; corner++) {
        double weight = 1;
        int index = 0;
        boolean exists = true;
        for (int axis = 0; axis < 3; axis++) {
          int voxel = (int) Math.floor(position[axis]) + (corner >> axis & 1);
          weight *= 1 - Math.abs(position[axis] - voxel);
          exists &= voxel >= 0 && voxel < loader[axis];
          index = index * loader[axis] + voxel;
        }
        if (exists) {
          for (int c = 0; c < sums.length; c++) {
            sums[c] += weight * image[c * voxels + index];
          }
          votes.merge(labels[index], weight, Double::sum);
        }
      }
      for (int c = 0; c < sums.length; c++) {
        assertThat(made.image()[c * made.voxels() + i]).isCloseTo((float) sums[c], within(1e-5f));
      }
      if (inside) {
        double most = votes.values().stream().mapToDouble(v -> v).max().orElseThrow();
        assertThat(votes.get(made.labels()[i])).isCloseTo(most, within(1e-6));
      } else {
        outside++;
        assertThat(made.labels()[i]).isEqualTo((short) -1);
      }
    }
    assertThat(outside).isLessThan(made.voxels());
  }

  @Test
  void tiesGoToTheLowestLabel() {
    // Halfway between two voxels along each axis, all 8 corners weigh the same.
    short[] corners = {3, 1, 2, 1, 2, 3, 2, 1};
    MemoryCase source =
        new MemoryCase(
            "ties",
            1,
            new int[] {2, 2, 2},
            (c, d, h, w) -> 0,
            (c, d, h, w) -> corners[4 * d + 2 * h + w],
            Map.of());
    LoaderPatch patch = new LoaderPatch(new int[] {1, 1, 1}, new int[] {2, 2, 2});
    assertThat(read(source, patch, new int[3], Affine.of(STILL, 1)).labels())
        .containsExactly((short) 1);
  }

  /** Values computed by SciPy 1.17.1: map_coordinates(image, positions, order=3, cval=0). */
  @Test
  void cubicInterpolationEqualsSciPys() {
    MemoryCase source =
        MemoryCase.of(
            new int[] {7, 8, 9},
            (c, d, h, w) -> (d * d * 3 + h * h * 5 + w * w * 7 + d * h * w) % 11);
    LoaderPatch patch = new LoaderPatch(new int[] {3, 4, 3}, new int[] {7, 8, 9});
    Affine affine = Affine.of(new double[] {0.3, -0.2, 0.5}, 1.6);
    Patch made =
        new PatchReader(patch, Interpolation.CUBIC)
            .read(new PatchPosition(source, new int[3]), Optional.of(affine), LabelSource.NONE);
    float[] expected = {
      6.075294f, 4.635227f, 4.468713f, 7.739163f, 7.617645f, 5.956417f, 6.746756f, 5.916433f,
      9.564103f, 3.107479f, 6.079663f, 2.762545f, 1.223078f, 3.729180f, 5.178669f, 5.906354f,
      -0.129371f, 10.317405f, 6.456486f, 3.826522f, 3.051742f, 3.286772f, 6.242656f, 5.222081f,
      6.780620f, 5.413456f, 1.472600f, 2.978621f, 6.336410f, 4.547621f, 5.288353f, 5.127352f,
      2.320422f, 3.364860f, 7.891565f, 6.740750f
    };
    assertThat(made.image()).containsExactly(expected, within(1e-5f));
  }

  @Test
  void cubicInterpolationNeedsNoMoreThanItsMargin() {
    MemoryCase source = noisy(1, 80, 80, 80);
    LoaderPatch patch = new LoaderPatch(new int[] {4, 4, 4}, new int[] {80, 80, 80});
    SamplingGrid grid = new SamplingGrid(patch, Affine.of(new double[] {0.4, 0.1, 0.2}, 0.9));
    float[] near = sample(source, grid, grid.box(SplineImage.MARGIN));
    float[] far = sample(source, grid, grid.box(100));
    assertThat(near).containsExactly(far, within(1e-6f));
  }

  private static float[] sample(MemoryCase source, SamplingGrid grid, PatchPart box) {
    float[] voxels = new float[box.voxels()];
    source.readImage(box.lower(), box.size(), voxels);
    SplineImage image = new SplineImage(grid, box, voxels, 0);
    SampledRow row = new SampledRow(grid, box);
    float[] out = new float[4];
    row.moveTo(1, 2);
    image.fill(row, out, 0);
    return out;
  }

  @Test
  void cubicInterpolationIsZeroOutside() {
    MemoryCase ones = MemoryCase.of(new int[] {40, 40, 40}, (c, d, h, w) -> 1);
    LoaderPatch patch = new LoaderPatch(new int[] {6, 6, 6}, new int[] {7, 7, 7});
    Patch made =
        new PatchReader(patch, Interpolation.CUBIC)
            .read(
                new PatchPosition(ones, new int[] {10, 10, 10}),
                Optional.of(Affine.of(STILL, 1.4)),
                LabelSource.NONE);
    // Offsets of 3.5 voxels lie beyond the loader's outermost centres, 3 from the middle.
    assertThat(made.image()[0]).isZero();
    assertThat(made.image()[(2 * 6 + 3) * 6 + 2]).isCloseTo(1, within(1e-6f));
  }
}
